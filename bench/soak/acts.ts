import type { Page } from 'playwright-core';
import type { Camera } from '#lib/model/city.ts';
import type { WallAnswer, WallCommand } from '#lib/model/wall/command.ts';
import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';
import type { CutLine } from '../../tests/support/cut-line.ts';
import { ask } from '../support/ask.ts';
import { freezeNow, seesBriefing } from './briefing-act.ts';

/** One thing that happens to the pages under soak. */
export interface Act {
	readonly name: string;
	run(): Promise<void>;
}

/** Distributes over union members: each command without its sender. */
type Order = WallCommand extends infer Command
	? Command extends WallCommand
		? Omit<Command, 'by' | 'rev' | 'id'>
		: never
	: never;

const WITHIN = 30_000;
const CUT_MS = 4000;
const OPERATOR = 'Soak';

/** Loses the page's GPU context and waits for the whole picture. A wall's scene without a map stays for half a minute. */
export async function loseContext(page: Page): Promise<void> {
	await page
		.locator('canvas')
		.first()
		.waitFor({ timeout: 2 * WITHIN });
	await page.evaluate(() => {
		const canvas = document.querySelector<HTMLCanvasElement & { lost?: boolean }>('canvas');
		if (!canvas) return;
		canvas.lost = true;
		canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
	});
	await page.waitForFunction(
		() => {
			const canvas = document.querySelector<HTMLCanvasElement & { lost?: boolean }>('canvas');
			return canvas !== null && !canvas.lost && window.__render?.state !== 'error';
		},
		undefined,
		{ polling: 200, timeout: WITHIN }
	);
}

/** What an analyst does at Explore over and over, each one undone by itself or by its repetition. */
export function exploreActs(page: Page): Act[] {
	const pressed = (key: string) => async () => {
		await page.keyboard.press('m');
		await page.keyboard.press(key);
	};
	return [
		{ name: 'layers off and on', run: () => toggleLayers(page) },
		{ name: 'home', run: pressed('0') },
		{ name: 'sql', run: () => askSql(page) },
		{ name: 'drag', run: () => drag(page, 180) },
		{ name: 'context lost', run: () => loseContext(page) },
		{ name: 'north', run: pressed('n') },
		{ name: 'drag back', run: () => drag(page, -180) },
		{ name: 'nearer', run: pressed('+') }
	];
}

async function toggleLayers(page: Page): Promise<void> {
	const shown = page.locator('li:has(button.eye[aria-pressed="true"]) [data-layer]');
	const ids = await shown.evaluateAll((names) => names.map((name) => name.getAttribute('data-layer')));
	const few = ids.slice(0, 4);
	// Off, then on again.
	for (const id of [...few, ...few]) await page.locator(`li:has([data-layer="${id!}"]) button.eye`).click();
}

async function askSql(page: Page): Promise<void> {
	await page.getByRole('tab', { name: 'SQL' }).click();
	await page.locator('.cm-content').click();
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText('SELECT count(*) AS n, avg(height) AS metres FROM buildings');
	await page.keyboard.press('Control+Enter');
	await page
		.getByRole('tab', { name: 'Result table' })
		.and(page.locator('[aria-selected=true]'))
		.waitFor({ timeout: WITHIN });
}

export async function drag(page: Page, by: number): Promise<void> {
	const box = await page.locator('canvas').first().boundingBox();
	if (!box) return;
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + by / 2, y);
	await page.mouse.move(x + by, y);
	await page.mouse.up();
}

const scene = (id: string, layout: WallScene['layout']): WallScene => ({
	id,
	name: { zh: id, en: id },
	layout,
	language: 'en',
	tags: []
});

const PLAYLIST: WallPlaylist = {
	id: 'soak',
	name: { zh: '压力测试', en: 'Soak' },
	scenes: ['soak-city', 'soak-traffic', 'soak-safe'],
	dwell: 30
};

const SCENES: readonly WallScene[] = [
	scene('soak-city', 'overview'),
	{ ...scene('soak-traffic', 'theme'), theme: 'traffic' },
	scene('soak-safe', 'safe')
];

export interface WallUnderSoak {
	readonly page: Page;
	/** Of the server itself: the duty officer's line is not cut. */
	readonly origin: string;
	readonly line: CutLine;
	readonly home: Camera;
}

/** What happens to a wall: a playlist goes on, cameras fly, the line is cut, the context is lost, briefings are frozen and shown. */
export async function wallActs({ page, origin, line, home }: WallUnderSoak): Promise<Act[]> {
	const post = (path: string, body: object) => ask<unknown>(`${origin}${path}`, body);
	for (const scene of SCENES) await post('/api/walls/scenes', { scene, by: OPERATOR });
	await post('/api/walls/playlists', { playlist: PLAYLIST, by: OPERATOR });
	const command = async (order: Order): Promise<void> => {
		const { rev } = await ask<WallAnswer['programme']>(`${origin}/api/walls/main/programme`);
		await post('/api/walls/main/commands', { ...order, by: OPERATOR, rev });
	};
	const flyTo = (zoom: number, bearing: number) => () =>
		command({ kind: 'fly', to: { ...home, zoom: home.zoom + zoom, bearing }, seconds: 3 });
	await command({ kind: 'play', playlist: PLAYLIST.id });
	return [
		{ name: 'next scene', run: () => command({ kind: 'next' }) },
		{ name: 'flight', run: flyTo(0.8, 40) },
		{
			name: 'line cut',
			async run() {
				line.cut();
				await new Promise((resolve) => setTimeout(resolve, CUT_MS));
				line.mend();
			}
		},
		{ name: 'flight back', run: flyTo(0, 0) },
		{ name: 'context lost', run: () => loseContext(page) },
		{
			name: 'message',
			run: () => command({ kind: 'message', text: 'Soak', seconds: 5 })
		},
		{ name: 'black', run: () => command({ kind: 'blank', on: true }) },
		{ name: 'picture', run: () => command({ kind: 'blank', on: false }) },
		{
			name: 'briefing',
			async run() {
				const briefing = await freezeNow(origin);
				await command({ kind: 'take', scene: { ...scene('soak-briefing', 'briefing'), briefing } });
				await seesBriefing(page, briefing);
			}
		},
		{ name: 'playlist', run: () => command({ kind: 'play', playlist: PLAYLIST.id }) }
	];
}

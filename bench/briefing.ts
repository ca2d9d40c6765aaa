import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CityManifest } from '#lib/model/city.ts';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import { EXPORT_FORMATS, type ExportFormat } from '#lib/model/briefing/export.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { ViewSpec } from '#lib/model/view-spec.ts';
import { blankness, pictureFacts } from '#lib/server/chromium/picture-check.ts';
import { ensureBuilt } from '../scripts/build.mjs';
import { cli, serve } from '../tests/e2e/fixture-city.ts';
import { ask } from './support/ask.ts';
import { freezeBriefing } from './support/freeze-briefing.ts';
import { benchOptions, goal, say, versionsOf, writeResult } from './harness.ts';

/**
 * A briefing of ten views of the living demo city: how long it takes until it is frozen, and until each of its files is
 * there. Before any time counts, every picture is proven to be a picture.
 */
const options = benchOptions();
const VIEWS = options.smoke ? 1 : 10;
const FORMATS: readonly ExportFormat[] = options.smoke ? ['pptx'] : EXPORT_FORMATS;
const BUILDINGS = options.smoke ? '1500' : '30000';
const MOST_SECONDS = 60;
const LAYERS = [
	['alarms', 'cars', 'road-flow', 'buildings', 'labels'],
	['alarms', 'underpasses', 'sewer-levels', 'river-levels', 'buildings', 'labels'],
	['alarms', 'patrols', 'cameras', 'incidents', 'buildings', 'labels'],
	['car-parks', 'school-gates', 'light-poles', 'buildings', 'labels'],
	['metro', 'bus', 'air', 'weather', 'buildings', 'labels']
];

function viewOf({ id, home }: CityManifest, index: number): ViewSpec {
	return {
		v: 1,
		city: id,
		camera: { ...home, zoom: home.zoom + 0.4 * (index % 3), bearing: (home.bearing + 36 * index) % 360 },
		look: 'light',
		layers: LAYERS[index % LAYERS.length] ?? [],
		time: { kind: 'live' },
		metrics: {},
		filters: [],
		selection: [],
		styles: {},
		pinned: [],
		charts: []
	};
}

const draftOf = (city: CityManifest): BriefingDraft => ({
	v: 1,
	title: { 'zh-CN': '十处现场', en: 'Ten places' },
	cards: [],
	bindings: { open: { kind: 'alarms' } },
	steps: Array.from({ length: VIEWS }, (_, index) => ({
		id: `view-${index}`,
		title: { 'zh-CN': `第 ${index + 1} 处`, en: `Place ${index + 1}` },
		text: { 'zh-CN': '未关闭告警 {{open}}。', en: '{{open}} open alarms.' },
		figure: { kind: 'map', page: 'explore', view: viewOf(city, index) }
	})),
	author: 'bench',
	rights: 'internal',
	expiresAfter: null
});

async function seconds<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly made: T }> {
	const start = performance.now();
	const made = await work();
	return { seconds: (performance.now() - start) / 1000, made };
}

async function bytesOf(url: string): Promise<Uint8Array> {
	const reply = await fetch(url);
	if (!reply.ok) throw new Error(`${url}: ${await reply.text()}`);
	return new Uint8Array(await reply.arrayBuffer());
}

async function main(): Promise<void> {
	ensureBuilt();
	const data = mkdtempSync(join(tmpdir(), 'cityloop-bench-briefing-'));
	cli(['demo', '--data', data, '--buildings', BUILDINGS]);
	const server = await serve(['--data', data, '--mqtt-port', '0']);
	const { origin } = server;
	try {
		const { manifest } = await ask<{ manifest: CityManifest }>(`${origin}/api/city`);
		await allAlive(origin);
		const frozen = await seconds(() => freezeBriefing(origin, draftOf(manifest)));
		const id = frozen.made;
		say(`  frozen: ${frozen.seconds.toFixed(1)} s`);
		const briefing = await ask<Briefing>(`${origin}/api/briefings/${id}`);
		const proven = await provePictures(origin, id, briefing);
		const exports: Record<string, { readonly seconds: number; readonly bytes: number }> = {};
		for (const format of FORMATS) {
			const path = `${origin}/api/briefings/${id}/export?format=${format}&language=zh-CN`;
			const { seconds: took, made } = await seconds(() => bytesOf(path));
			exports[format] = { seconds: took, bytes: made.byteLength };
			say(`  ${format}: ${took.toFixed(1)} s, ${(made.byteLength / 1e6).toFixed(1)} MB`);
		}
		report({ renderer: briefing.program.renderer, proven, frozen: frozen.seconds, exports });
	} finally {
		server.stop();
		rmSync(data, { recursive: true, force: true });
	}
}

/** The layers of the views come alive with their first rows. */
async function allAlive(origin: string): Promise<void> {
	const wanted = new Set(LAYERS.slice(0, VIEWS).flat());
	for (const own of ['alarms', 'buildings', 'labels']) wanted.delete(own);
	for (;;) {
		const { layers } = await ask<{ layers: readonly { readonly layer: string }[] }>(`${origin}/api/live`);
		if ([...wanted].every((id) => layers.some(({ layer }) => layer === id))) return;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

/** Every map is a picture with something in it, and all that it was drawn from is kept. */
async function provePictures(origin: string, id: string, { figures, files }: Briefing) {
	let answers = 0;
	for (const [step, figure] of Object.entries(figures)) {
		if (figure.kind !== 'map') continue;
		const picture = await bytesOf(`${origin}/api/briefings/${id}/files/${figure.picture}`);
		const blank = blankness(pictureFacts(picture));
		if (blank) throw new Error(`${step} is blank: ${blank.en}`);
		for (const name of Object.values(figure.asked))
			if (!files[name]) throw new Error(`${step} has lost ${name}`);
		answers += Object.keys(figure.asked).length;
	}
	return { pictures: Object.keys(figures).length, answers };
}

interface Measured {
	readonly renderer: string;
	readonly proven: { readonly pictures: number; readonly answers: number };
	readonly frozen: number;
	readonly exports: Readonly<Record<string, { readonly seconds: number; readonly bytes: number }>>;
}

function report({ renderer, proven, frozen, exports }: Measured): void {
	const slowest = Math.max(...Object.values(exports).map(({ seconds: took }) => took));
	writeResult(
		{
			name: 'briefing',
			renderer,
			versions: versionsOf('playwright-core', 'pptxgenjs'),
			correct: proven,
			rounds: 1,
			ours: { views: VIEWS, frozenSeconds: frozen, secondsPerView: frozen / VIEWS, exports },
			peers: [],
			limit:
				'A picture is drawn by software WebGL on the same cores that read the city: page, tiles and levels of detail take most of it; text and pages of an export are the browser’s own printing.',
			goals: [
				goal('B', `freezing ${VIEWS} views, s`, frozen, MOST_SECONDS, 'atMost'),
				goal('B', 'the slowest export of it, s', slowest, MOST_SECONDS, 'atMost')
			]
		},
		options
	);
}

await main();

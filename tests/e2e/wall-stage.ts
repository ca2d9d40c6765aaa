import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WallCommand } from '#lib/model/wall/command.ts';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallList, WallNodeState } from '#lib/model/wall/wall-list.ts';
import { serve } from './fixture-city.ts';

/** Each kind of command without who gives it and what for. */
type Order = WallCommand extends infer Command
	? Command extends WallCommand
		? Omit<Command, 'by' | 'rev' | 'id'>
		: never
	: never;

/** A server of its own showing Gridtown, whose schools can be locked down, with a wall of two small machines. */
export interface WallStage {
	readonly origin: string;
	readonly port: number;
	readonly wall: string;
	/** Each machine's part, CSS pixels. */
	readonly part: { readonly width: number; readonly height: number };
	programme(): Promise<WallProgramme>;
	/** Commands what is on air now. */
	command(order: Order): Promise<void>;
	/** How the two machines are, as the desk sees them. */
	machines(): Promise<readonly WallNodeState[]>;
	/** A gate of a school says how it is; `lockdown` is an alarm of level 1. */
	gate(status: 'open' | 'lockdown'): Promise<void>;
	post(path: string, body: unknown): Promise<void>;
	close(): Promise<void>;
}

/** Small, so that software draws it fast. */
const PART = { width: 480, height: 400 } as const;
const WALL = 'pair';
const BY = 'Wang';

/** `cities`: folder of packs, which is only read. */
export async function openWallStage(cities: string): Promise<WallStage> {
	const dataDir = mkdtempSync(join(tmpdir(), 'cityloop-walls-'));
	symlinkSync(resolve(cities), join(dataDir, 'cities'));
	const live = join(dataDir, 'live', 'gridtown');
	mkdirSync(live, { recursive: true });
	writeFileSync(join(live, 'config.json'), JSON.stringify({ themes: ['campus'] }));
	const server = await serve(['--city', 'gridtown', '--data', dataDir]);
	const { origin } = server;

	const get = async <T>(path: string): Promise<T> => {
		const reply = await fetch(origin + path);
		if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
		return (await reply.json()) as T; // our own server's contract
	};
	const post = async (path: string, body: unknown): Promise<void> => {
		const reply = await fetch(origin + path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body)
		});
		if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
	};
	const programme = () => get<WallProgramme>(`/api/walls/${WALL}/programme`);
	await post('/api/walls', {
		profile: {
			...defaultProfile(WALL),
			width: 2 * PART.width,
			height: PART.height,
			columns: 2,
			interrupts: true,
			nodes: [0, 1].map((column) => ({ column, row: 0, x: column * PART.width, y: 0, ...PART }))
		},
		by: BY
	});
	return {
		origin,
		port: Number(new URL(origin).port),
		wall: WALL,
		part: PART,
		programme,
		post,
		async command(order) {
			const { rev } = await programme();
			await post(`/api/walls/${WALL}/commands`, { ...order, by: BY, rev });
		},
		async machines() {
			const { walls } = await get<WallList>('/api/walls');
			return walls.find(({ profile }) => profile.id === WALL)?.nodes ?? [];
		},
		gate: (status) =>
			post('/ingest/json?layer=school-gates', [{ id: 'g1', title: '一小东门', status, lng: -30, lat: 40 }]),
		async close() {
			const gone = new Promise((resolveGone) => server.process.once('exit', resolveGone));
			server.stop();
			await gone;
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EventLayer } from './event-layer.ts';
import type { Growable } from '#lib/model/grown.ts';
import type { Hub } from './hub.ts';
import { LatestState } from '#lib/model/latest-state.ts';
import { LoggedLayer } from './logged-layer.ts';
import type { HubCheckpoint } from './hub-checkpoint.ts';

const TYPES = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array } as const;
const typeName = z.enum(Object.keys(TYPES) as [keyof typeof TYPES]); // its keys
const header = z.object({
	format: z.literal('cityloop hub checkpoint 1'),
	epoch: z.number(),
	offset: z.number().int().nonnegative(),
	nextRev: z.number(),
	states: z.array(
		z.object({
			number: z.number().int(),
			newestAt: z.number().optional(),
			arrays: z.array(z.object({ name: z.string(), type: typeName, length: z.number().int().nonnegative() }))
		})
	),
	events: z.array(
		z.object({
			number: z.number().int(),
			end: z.number(),
			newestAt: z.number().optional(),
			count: z.number()
		})
	)
});
type Header = z.output<typeof header>;

/** Two are kept: should the newest prove torn, the one before still saves most of the reading. */
const KEPT = 2;
const NAME = /^hub-(\d+)\.checkpoint$/;
const DIGEST_BYTES = 32;

/** A hub's state as bytes: SHA-256 of the rest, length of the header, header as JSON, arrays in its order. */
export function checkpointBytes(hub: Hub): Buffer {
	const states: Header['states'] = [];
	const events: Header['events'] = [];
	const bodies: Uint8Array[] = [];
	let nextRev = 0;
	for (const layer of hub.layers.values()) {
		if (layer instanceof EventLayer) events.push({ number: layer.schemaId, ...layer.known });
		else nextRev = Math.max(nextRev, layer.rev + 1);
		if (!(layer instanceof LoggedLayer)) continue;
		const arrays = Object.entries(layer.state.arrays());
		for (const [, { buffer, byteOffset, byteLength }] of arrays)
			bodies.push(new Uint8Array(buffer, byteOffset, byteLength));
		states.push({
			number: layer.schemaId,
			...(layer.state.newestAt !== undefined && { newestAt: layer.state.newestAt }),
			arrays: arrays.map(([name, array]) => ({
				name,
				type: array.constructor.name as keyof typeof TYPES, // a Growable's class
				length: array.length
			}))
		});
	}
	const head: Header = {
		format: 'cityloop hub checkpoint 1',
		epoch: hub.epoch,
		offset: hub.offset,
		nextRev,
		states,
		events
	};
	const json = Buffer.from(JSON.stringify(head));
	const length = Buffer.alloc(4);
	length.writeUInt32LE(json.length);
	const rest = Buffer.concat([length, json, ...bodies]);
	return Buffer.concat([createHash('sha256').update(rest).digest(), rest]);
}

/** Reads such bytes; undefined when they are torn, not ours, or of another log than `epoch`. */
export function readCheckpoint(bytes: Buffer, epoch: number): HubCheckpoint | undefined {
	const rest = bytes.subarray(DIGEST_BYTES);
	if (bytes.length < DIGEST_BYTES + 4) return undefined;
	if (!createHash('sha256').update(rest).digest().equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
	const end = 4 + rest.readUInt32LE(0);
	const parsed = header.safeParse(JSON.parse(rest.toString('utf8', 4, end)));
	if (!parsed.success || parsed.data.epoch !== epoch) return undefined;
	const { offset, nextRev, states, events } = parsed.data;
	let at = end;
	const arraysOf = ({ arrays }: Header['states'][number]) =>
		Object.fromEntries(
			arrays.map(({ name, type, length }): [string, Growable] => {
				const array = new TYPES[type](length);
				const from = at;
				at += array.byteLength;
				new Uint8Array(array.buffer).set(rest.subarray(from, at));
				return [name, array];
			})
		);
	return {
		offset,
		nextRev,
		states: new Map(
			states.map((state) => [state.number, LatestState.restore(arraysOf(state), state.newestAt)])
		),
		events: new Map(
			events.map(({ number, end: last, count, newestAt }) => [
				number,
				{ end: last, count, ...(newestAt !== undefined && { newestAt }) }
			])
		)
	};
}

/** Writes a checkpoint so that it is whole or not there, and removes all but the newest two. Answers the older one's offset. */
export async function writeCheckpoint(dir: string, offset: number, bytes: Buffer): Promise<number> {
	await mkdir(dir, { recursive: true });
	const path = join(dir, `hub-${offset}.checkpoint`);
	const file = await open(`${path}.tmp`, 'w');
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(`${path}.tmp`, path);
	const folder = await open(dir, 'r');
	await folder.sync().finally(() => folder.close());
	const offsets = await offsetsIn(dir);
	for (const old of offsets.slice(KEPT)) await rm(join(dir, `hub-${old}.checkpoint`), { force: true });
	return offsets[KEPT - 1] ?? 0;
}

/** The newest checkpoint that holds and that the log, which has `start` to `end`, follows on. */
export async function newestCheckpoint(
	dir: string,
	{ epoch, start, end }: { readonly epoch: number; readonly start: number; readonly end: number }
): Promise<HubCheckpoint | undefined> {
	for (const offset of await offsetsIn(dir)) {
		const bytes = await readFile(join(dir, `hub-${offset}.checkpoint`));
		const checkpoint = readCheckpoint(bytes, epoch);
		if (checkpoint && checkpoint.offset + 1 >= start && checkpoint.offset <= end) return checkpoint;
	}
	return undefined;
}

/** Newest first. */
async function offsetsIn(dir: string): Promise<number[]> {
	const names = await readdir(dir).catch((): string[] => []);
	return names
		.flatMap((name) => NAME.exec(name)?.[1] ?? [])
		.map(Number)
		.sort((a, b) => b - a);
}

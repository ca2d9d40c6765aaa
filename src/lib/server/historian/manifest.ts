import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { replaceFile } from './durable-file.ts';
import { partFacts } from './part-facts.ts';

const sealedHour = z.object({
	/** Start of the hour of receipt, ms. */
	from: z.number(),
	rows: z.number().int()
});
const part = z.object({
	/** Relative to the layer's folder: `2026-03-01/09.parquet` or, compacted, `2026-03-01/00-11.parquet`. */
	file: z.string(),
	bytes: z.number(),
	/** Rows lie in the order of their receipt; compacted: of the time at which they were observed. */
	compacted: z.boolean(),
	hours: z.array(sealedHour).min(1),
	facts: partFacts
});
const keyframe = z.object({
	file: z.string(),
	bytes: z.number(),
	/** The state holds the layer's rows up to this offset, received up to then. */
	off: z.number(),
	received: z.number(),
	/** Newest instant observed of any of them. */
	maxAt: z.number()
});
const manifest = z.object({
	version: z.literal(1),
	layer: z.string(),
	epoch: z.number(),
	/** Names of the columns `m0`, `m1`, … of the files. */
	metrics: z.array(z.string()),
	/** Grows when rows of sealed hours went: doubles at compaction, old days by retention. */
	changes: z.number().int(),
	parts: z.array(part),
	keyframes: z.array(keyframe),
	/** What retention has removed: rows up to this offset, received up to then. */
	dropped: z.object({ off: z.number(), received: z.number(), rows: z.number() }).optional()
});
/** What sealed history of one layer is there; a file that it does not name does not count. */
export type Manifest = z.infer<typeof manifest>;
export type Part = z.infer<typeof part>;
export type KeyframeEntry = z.infer<typeof keyframe>;

export const MANIFEST_FILE = 'manifest.json';

export const emptyManifest = (layer: string, epoch: number): Manifest => ({
	version: 1,
	layer,
	epoch,
	metrics: [],
	changes: 0,
	parts: [],
	keyframes: []
});

/** Reads a layer's manifest; undefined when there is none. Throws INPUT_UNREADABLE when it is damaged. */
export function readManifest(layerDir: string): Manifest | undefined {
	const path = join(layerDir, MANIFEST_FILE);
	if (!existsSync(path)) return undefined;
	try {
		return manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw new AppError(
			'INPUT_UNREADABLE',
			{ message: `${path} is damaged: restore it, or move its folder away to start anew.`, file: path },
			{ cause }
		);
	}
}

/** Publishes a manifest as a whole. */
export const writeManifest = (layerDir: string, value: Manifest): void =>
	replaceFile(join(layerDir, MANIFEST_FILE), `${JSON.stringify(value, undefined, '\t')}\n`);

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Start of the UTC hour of an instant. */
export const hourOf = (at: EpochMs): EpochMs => Math.floor(at / HOUR_MS) * HOUR_MS;

/** Start of the UTC day of an instant. */
export const dayOf = (at: EpochMs): EpochMs => Math.floor(at / DAY_MS) * DAY_MS;

/** True when the hour of receipt that starts at `hour` is in a file. */
export const isSealedHour = ({ parts }: Manifest, hour: EpochMs): boolean =>
	parts.some(({ hours }) => hours.some(({ from }) => from === hour));

/** Offset up to which sealed files have, or had, the layer's rows. */
export const sealedOffset = ({ parts, dropped }: Manifest): number =>
	Math.max(dropped?.off ?? 0, ...parts.map(({ facts }) => facts.lastOff));

/** End of the last hour of receipt that is in a file, 0 when there is none. */
export const sealedEnd = ({ parts }: Manifest): EpochMs =>
	Math.max(0, ...parts.flatMap(({ hours }) => hours.map(({ from }) => from + HOUR_MS)));

/** Folder and file names of an hour: `2026-03-01` and `09`. */
export function namesOfHour(hour: EpochMs): { readonly day: string; readonly hour: string } {
	const text = new Date(hour).toISOString();
	return { day: text.slice(0, 10), hour: text.slice(11, 13) };
}

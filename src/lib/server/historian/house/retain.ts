import type { EpochMs } from '#lib/model/units.ts';
import { DAY_MS, dayOf, type Manifest, type Part } from '../manifest.ts';
import type { HistoryParts } from '../parts.ts';
import { makeKeyframe } from './keyframes.ts';
import type { OnStep } from './steps.ts';

export interface Retention {
	/** Days of receipt that are kept whole. */
	readonly days: number;
	/** Bytes of sealed files, of all layers together. */
	readonly bytes: number;
}

/**
 * Start of the oldest day of receipt that stays: older ones are past their age, or there are too many bytes.
 * Days go for all layers at once.
 */
export function firstDayKept(
	manifests: readonly Manifest[],
	{ days, bytes }: Retention,
	now: EpochMs
): EpochMs {
	const all = manifests.flatMap(({ parts }) => parts);
	let first = dayOf(now - days * DAY_MS);
	const keyframes = manifests.flatMap((manifest) => manifest.keyframes);
	const sum = (files: readonly { readonly bytes: number }[]) =>
		files.reduce((total, file) => total + file.bytes, 0);
	const held = () =>
		sum(all.filter((part) => dayOfPart(part) >= first)) +
		sum(keyframes.filter(({ received }) => received >= first));
	const later = [...new Set(all.map(dayOfPart))].sort((a, b) => a - b).filter((day) => day >= first);
	for (const day of later) {
		if (held() <= bytes) break;
		first = day + DAY_MS;
	}
	return first;
}

const dayOfPart = ({ hours }: Part): EpochMs => dayOf(hours[0]!.from);

/**
 * Removes the days before `firstDay`. What the rows that stay rest on is kept as a keyframe, so that a state
 * at any instant since is what it was.
 */
export async function dropDays(parts: HistoryParts, firstDay: EpochMs, onStep: OnStep): Promise<void> {
	const entries = new Map(parts.reader.layers().map((entry) => [entry.declaration.id, entry]));
	for (const layer of parts.sealed.layers()) {
		const going = parts.sealed.manifest(layer).parts.filter((part) => dayOfPart(part) < firstDay);
		if (going.length === 0) continue;
		const off = Math.max(...going.map(({ facts }) => facts.lastOff));
		const received = Math.max(...going.map(({ facts }) => facts.maxReceived));
		const known = parts.sealed.manifest(layer).keyframes.some((keyframe) => keyframe.off === off);
		const entry = entries.get(layer);
		if (entry && !known) await makeKeyframe(parts, entry, { off, received }, onStep);
		await parts.gate.exclusively(() => {
			const manifest = parts.sealed.manifest(layer);
			const gone = new Set(going.map(({ file }) => file));
			const rows = going.reduce((sum, { facts }) => sum + facts.rows, manifest.dropped?.rows ?? 0);
			parts.sealed.publish({
				...manifest,
				changes: manifest.changes + 1,
				parts: manifest.parts.filter(({ file }) => !gone.has(file)),
				keyframes: manifest.keyframes.filter((keyframe) => keyframe.off >= off),
				dropped: { off, received, rows }
			});
			onStep('days-dropped');
			return Promise.resolve();
		});
	}
}

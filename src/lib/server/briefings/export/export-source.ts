import { readFileSync } from 'node:fs';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { FrozenStore } from '../frozen-store.ts';

/** What an export is made of: a frozen briefing, and where people find it. */
export interface ExportSource {
	readonly id: string;
	readonly briefing: Briefing;
	/** Origin that people reach the server by: QR codes and links lead there. */
	readonly publicOrigin: string;
	/** Bytes of one of its files. Throws NOT_FOUND. */
	file(name: string): Uint8Array;
}

/** Throws NOT_FOUND, EXPIRED. */
export const exportSource = (
	frozen: FrozenStore,
	id: string,
	publicOrigin: string,
	now: EpochMs
): ExportSource => ({
	id,
	briefing: frozen.get(id, now),
	publicOrigin,
	file: (name) => readFileSync(frozen.file(id, name, now).path)
});

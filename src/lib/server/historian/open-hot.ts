import { join } from 'node:path';
import { AppError } from '#lib/model/errors.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { moveAllAside, moveAside } from './aside.ts';
import { HOT_FILES, isDiskFault, isLocked } from './duckdb.ts';
import { HotStore } from './hot-store.ts';
import { readSealedPosition } from './sealed-position.ts';

/** A hot database that fits the log, and one sentence for each thing that had to be put right. */
export interface OpenHot {
	readonly hot: HotStore;
	readonly found: string[];
}

/**
 * Opens the hot database. A damaged one (`isDamaged`: it is known to be), and all of history when it belongs to another log, is moved aside
 * and begun anew. Throws INPUT_UNREADABLE when another process has it, or the disk refuses.
 */
export async function openHot(
	{
		dir,
		memoryMb,
		isDamaged = false
	}: { readonly dir: string; readonly memoryMb: number; readonly isDamaged?: boolean },
	reader: BusReader
): Promise<OpenHot> {
	const found: string[] = [];
	if (isDamaged) found.push(movedAside(dir));
	let hot = await openOrRepair(dir, memoryMb, reader.epoch, found);
	const { epoch, offset } = hot.state;
	if (epoch !== reader.epoch || offset > reader.end) {
		hot.close();
		const place = moveAllAside(dir);
		found.push(
			`History of another log was moved to ${place}: its rows name entities that this log does not have.`
		);
		hot = await openOrRepair(dir, memoryMb, reader.epoch, found);
	}
	return { hot, found };
}

async function openOrRepair(
	dir: string,
	memoryMb: number,
	epoch: number,
	found: string[]
): Promise<HotStore> {
	const open = () => HotStore.open(dir, memoryMb, readSealedPosition(dir, epoch));
	try {
		return await open();
	} catch (cause) {
		if (isLocked(cause))
			throw unreadable(dir, 'is open in another process: stop it, then start again', cause);
		if (isDiskFault(cause)) throw unreadable(dir, `cannot be opened: ${String(cause)}`, cause);
		found.push(movedAside(dir));
		return await open();
	}
}

/** Moves the database aside; says so. */
const movedAside = (dir: string): string =>
	`The database of the last hours was damaged and moved to ${moveAside(dir, HOT_FILES)}; history goes on from its files and the log.`;

const unreadable = (dir: string, why: string, cause: unknown) =>
	new AppError(
		'INPUT_UNREADABLE',
		{ message: `${join(dir, HOT_FILES[0])} ${why}.`, file: join(dir, HOT_FILES[0]) },
		{ cause }
	);

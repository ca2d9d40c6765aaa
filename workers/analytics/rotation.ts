import { AppError } from '#lib/model/errors.ts';
import { transfer } from '../rpc.ts';
import type { MemoryUse } from './contract.ts';
import type { LinkedViewsClient } from './linked-views-client.ts';
import type { LiveHandOver } from './live-datasets.ts';
import type { RunningWorker } from './running-worker.ts';

/** Parts of the budget: so much is used, and so much of it needed for nothing. */
const USED = 0.6;
const IDLE = 0.25;

/** WebAssembly memory never shrinks: whether another worker would give back enough of it. */
export const isWorthRotating = ({ used, needed, budget }: MemoryUse): boolean =>
	used > USED * budget && used - needed > IDLE * budget;

/**
 * Has another worker take the place of one: it takes live rows over, opens the charts that are open with their
 * filters, and then the old one ends. Charts go on meanwhile; only one that is changed over live rows waits. Those that
 * cannot be opened again say so themselves.
 */
export async function rotate(
	old: RunningWorker,
	next: RunningWorker,
	open: ReadonlySet<LinkedViewsClient>
): Promise<void> {
	let isReady: () => void = () => undefined;
	const ready = new Promise<void>((resolve) => (isReady = resolve));
	const moved = Promise.all(Array.from(open, (views) => views.moveTo(next.api, ready)));
	try {
		const handed = await old.api.handOverLive();
		await next.api.takeOverLive(transfer(handed, buffersOf(handed)));
		isReady();
		await moved;
		// Answers come in order: after this one, everything that was asked of the old worker is answered.
		await old.api.tables();
	} finally {
		isReady();
		old.end(new AppError('ABORTED', { message: 'the analytics worker was replaced' }));
	}
}

const buffersOf = (handed: readonly LiveHandOver[]): Transferable[] =>
	handed.flatMap(({ rows, port }) => [
		port,
		...rows.chunks.flatMap(({ columns }) => Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer)) // not shared
	]);

import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { checkpointBytes, writeCheckpoint } from '#lib/server/hub/checkpoint.ts';
import type { Hub } from '#lib/server/hub/hub.ts';

export interface CheckpointKeeping {
	readonly dir: string;
	readonly hub: Hub;
	readonly every: Milliseconds;
	/** Offset up to which history needs no log any more; undefined while it cannot say. */
	readonly historyHas: () => number | undefined;
	/** Log records before this offset may go. */
	readonly release: (offset: number) => void;
	readonly onError: (error: AppError) => void;
}

export interface Checkpoints {
	/** Stops, with a last checkpoint. */
	close(): Promise<void>;
}

/**
 * Writes the hub's state to disk from time to time, when there is news, and lets the log forget what both the older
 * of the two kept checkpoints and history have.
 */
export function keepCheckpoints(options: CheckpointKeeping): Checkpoints {
	const { dir, hub, every, historyHas, release, onError } = options;
	/** Offset of the older checkpoint on disk. */
	let kept = 0;
	let written: number | undefined;
	let writing: Promise<void> = Promise.resolve();

	async function write(): Promise<void> {
		if (hub.offset !== written) {
			const { offset } = hub;
			kept = await writeCheckpoint(dir, offset, checkpointBytes(hub));
			written = offset;
		}
		const history = historyHas();
		if (history !== undefined && kept > 0) release(Math.min(kept, history) + 1);
	}
	const next = () => {
		writing = writing.then(write).catch((cause: unknown) => onError(AppError.from(cause)));
		return writing;
	};
	const timer = setInterval(() => void next(), every);
	timer.unref();
	return {
		async close() {
			clearInterval(timer);
			await next();
		}
	};
}

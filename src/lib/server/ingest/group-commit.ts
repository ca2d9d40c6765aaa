import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { BusWriter, NewCommit, News } from '../bus/bus.ts';
import type { Item } from './commit-item.ts';
import { bytesOf, commitOf, rowsOf } from './commit-of.ts';
import type { IngestLimits } from './ingest-limits.ts';
import type { TakenMessage } from './take-message.ts';

export interface GroupCommitOptions {
	readonly now: () => EpochMs;
	readonly limits: Pick<
		IngestLimits,
		'commitRows' | 'commitBytes' | 'queueRows' | 'queueBytes' | 'retryEvery'
	>;
	readonly onNews: (news: News) => void;
	/** What rows on their way would have made is not in the log. */
	readonly onUndone: () => void;
}

const FIRST_RETRY = 50;
/** Longest wait for company before a commit. */
const MOST_LINGER = 10;

/**
 * Writes what waits together and tells each when it is on disk. While a commit runs the thread does nothing else,
 * so the next one finds what came meanwhile; before it we wait as long as the last took, so that syncing takes at
 * most half of the time and a busy log makes large commits.
 */
export class GroupCommit {
	readonly #writer: BusWriter;
	readonly #options: GroupCommitOptions;
	#waiting: Item[] = [];
	#rows = 0;
	#bytes = 0;
	/** Cancels the next commit, which is planned. */
	#planned: (() => void) | undefined;
	#lastTook = 0;
	#retryIn = 0;
	#failure: { since: EpochMs; reason: string } | undefined;
	readonly #room = new Set<() => void>();

	constructor(writer: BusWriter, options: GroupCommitOptions) {
		this.#writer = writer;
		this.#options = options;
	}

	/** Items not on disk yet. */
	get waiting(): number {
		return this.#waiting.length + this.#room.size;
	}

	/** Since when and why nothing can be written. */
	get failure(): { readonly since: EpochMs; readonly reason: string } | undefined {
		return this.#failure;
	}

	/** True when no further message should be decoded. */
	get full(): boolean {
		const { queueRows, queueBytes } = this.#options.limits;
		return this.#rows >= queueRows || this.#bytes >= queueBytes;
	}

	/** Resolves when there is room again. Throws ABORTED when `gone` says that nobody waits for it any more. */
	room(gone?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const leave = () => {
				this.#room.delete(enter);
				reject(new AppError('ABORTED', { message: 'Its sender is gone.' }));
			};
			const enter = () => {
				gone?.removeEventListener('abort', leave);
				resolve();
			};
			if (gone?.aborted) return leave();
			gone?.addEventListener('abort', leave);
			this.#room.add(enter);
		});
	}

	add(item: Item): void {
		this.#waiting.push(item);
		this.#rows += rowsOf(item);
		this.#bytes += bytesOf(item);
		this.#plan();
	}

	/** Writes what waits, once; what cannot be written is told so. */
	close(): void {
		this.#planned?.();
		while (this.#waiting.length > 0 && this.#write());
		const error = this.#failure
			? logFailure(this.#failure.reason)
			: new AppError('ABORTED', { message: 'The server stops.' });
		for (const { onFailure } of this.#waiting) onFailure(error);
		this.#waiting = [];
	}

	#plan(): void {
		if (this.#planned) return;
		const wait = this.#retryIn || (this.#isLarge() ? 0 : Math.min(MOST_LINGER, this.#lastTook));
		const run = () => {
			this.#planned = undefined;
			if (this.#waiting.length > 0) this.#write();
			else this.#probe();
			if (this.#waiting.length > 0 || this.#failure) this.#plan();
		};
		if (wait < 1) {
			const immediate = setImmediate(run);
			this.#planned = () => clearImmediate(immediate);
		} else {
			const timer = setTimeout(run, wait);
			this.#planned = () => clearTimeout(timer);
		}
	}

	/** Nobody waits, but the log refused: a write that changes nothing tells whether it still does. */
	#probe(): void {
		try {
			this.#writer.trim(0, 0);
			this.#succeeded();
		} catch (thrown) {
			this.#refused([], AppError.from(thrown));
		}
	}

	#isLarge(): boolean {
		const { commitRows, commitBytes } = this.#options.limits;
		return this.#rows >= commitRows || this.#bytes >= commitBytes;
	}

	/** One commit. False when the log refused. */
	#write(): boolean {
		const group = this.#nextGroup();
		const started = performance.now();
		const error = this.#commit(commitOf(group));
		if (error?.code === 'LOG_FULL') return this.#refused(group, error);
		if (error) {
			this.#options.onUndone();
			for (const [index, item] of group.entries()) {
				const refusal = this.#writeAlone(item);
				if (refusal) return this.#refused(group.slice(index), refusal);
			}
		} else for (const { onDisk } of group) onDisk();
		this.#lastTook = performance.now() - started;
		this.#succeeded();
		return true;
	}

	#succeeded(): void {
		this.#failure = undefined;
		this.#retryIn = 0;
		if (this.full) return;
		const waiters = [...this.#room];
		this.#room.clear();
		for (const enter of waiters) enter();
	}

	#nextGroup(): readonly Item[] {
		const { commitRows, commitBytes } = this.#options.limits;
		let [count, rows, bytes] = [0, 0, 0];
		while (count < this.#waiting.length && (count === 0 || (rows < commitRows && bytes < commitBytes))) {
			rows += rowsOf(this.#waiting[count]!);
			bytes += bytesOf(this.#waiting[count]!);
			count++;
		}
		this.#rows -= rows;
		this.#bytes -= bytes;
		return this.#waiting.splice(0, count);
	}

	/** Writes and tells followers; what was thrown when nothing was written. */
	#commit(commit: NewCommit): AppError | undefined {
		let news: News;
		try {
			news = this.#writer.commit(commit, this.#options.now());
		} catch (thrown) {
			return AppError.from(thrown);
		}
		this.#options.onNews(news);
		return undefined;
	}

	/**
	 * Something in the group is at fault: each is tried by itself, and the one at fault becomes a dead letter. An
	 * error when the log refuses.
	 */
	#writeAlone(item: Item): AppError | undefined {
		const error = this.#commit(commitOf([item]));
		if (!error) item.onDisk();
		if (!error || error.code === 'LOG_FULL') return error;
		this.#options.onUndone();
		if (item.taken) return this.#bury(item, item.taken, error);
		item.onFailure(error);
		return undefined;
	}

	#bury(item: Item, taken: TakenMessage, { message }: AppError): AppError | undefined {
		const rejected = [{ place: 'message', reason: message }];
		const error = this.#commit(
			item.retried
				? { batches: [], retried: item.retried.map(({ id }) => ({ id, rejected })) }
				: { batches: [], dead: [{ ...taken.origin, rejected }] }
		);
		if (!error) item.onDisk(rejected);
		if (!error || error.code === 'LOG_FULL') return error;
		// Not even as a dead letter: its sender is told, and the others go on.
		item.onFailure(error);
		return undefined;
	}

	/** The log refuses: who can wait does, at the head of the queue. */
	#refused(group: readonly Item[], error: AppError): false {
		const { now, limits } = this.#options;
		this.#failure = { since: this.#failure?.since ?? now(), reason: error.message };
		this.#retryIn = Math.min(limits.retryEvery, this.#retryIn * 2 || FIRST_RETRY);
		const all = [...group, ...this.#waiting];
		this.#waiting = all.filter(({ patient }) => patient);
		this.#rows = this.#waiting.reduce((sum, item) => sum + rowsOf(item), 0);
		this.#bytes = this.#waiting.reduce((sum, item) => sum + bytesOf(item), 0);
		if (this.#waiting.length === 0) this.#options.onUndone();
		for (const { patient, onFailure } of all) if (!patient) onFailure(logFailure(error.message));
		return false;
	}
}

const logFailure = (reason: string) =>
	new AppError('LOG_FULL', { message: `Nothing was taken: ${reason} Try again later.` });

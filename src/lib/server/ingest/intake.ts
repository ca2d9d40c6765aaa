import { findAdapter } from '#lib/adapters/registry.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Rejected } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { BusWriter, DeadLetter, News } from '../bus/bus.ts';
import type { AdapterMemory } from './adapter-memory.ts';
import { checkUnits } from './declaration.ts';
import { GroupCommit } from './group-commit.ts';
import type { IngestLimits } from './ingest-limits.ts';
import type { IngestMessage, IngestReceipt } from './ingest.ts';
import { KnownLayers } from './known-layers.ts';
import { RecentSet } from './recent-set.ts';
import type { SourceTally } from './source-tally.ts';
import { takeMessage, type ArrivedMessage } from './take-message.ts';

/** Numbered rows that are remembered, so that a repeat is known. */
const REPEATS_KNOWN = 100_000;

export interface IntakeOptions {
	readonly now: () => EpochMs;
	readonly limits: IngestLimits;
	readonly memory: AdapterMemory;
	readonly tally: SourceTally;
	readonly onNews: (news: News) => void;
}

export interface Retried {
	readonly id: number;
	readonly rows: number;
	readonly rejected: readonly Rejected[];
}

/** Takes messages of all ways in: decoded, held to the rules, and answered when they are on disk. */
export class Intake {
	readonly #writer: BusWriter;
	readonly #options: IntakeOptions;
	readonly #layers: KnownLayers;
	readonly #commits: GroupCommit;
	readonly #repeats = new RecentSet(REPEATS_KNOWN);
	/** Messages with a key that are not on disk yet. */
	readonly #keyed = new Map<string, Promise<IngestReceipt>>();

	constructor(writer: BusWriter, options: IntakeOptions) {
		this.#writer = writer;
		this.#options = options;
		this.#layers = new KnownLayers(writer);
		const { now, limits, onNews } = options;
		this.#commits = new GroupCommit(writer, { now, limits, onNews, onUndone: () => this.#layers.forget() });
	}

	/** Messages not on disk yet. */
	get waiting(): number {
		return this.#commits.waiting;
	}

	get failure(): { readonly since: EpochMs; readonly reason: string } | undefined {
		return this.#commits.failure;
	}

	/**
	 * Resolves when the message is on disk; `accepted` is 0 when nothing in it could be used. Who is patient waits
	 * as long as it takes; others get OVERLOADED or LOG_FULL.
	 */
	async take(message: ArrivedMessage, patient: boolean): Promise<IngestReceipt> {
		while (this.#commits.full) {
			if (!patient)
				throw new AppError('OVERLOADED', { message: 'Too much is waiting to be written. Try again later.' });
			await this.#commits.room(message.gone);
		}
		const { key } = message;
		if (key === undefined) return this.#write(message, patient);
		const offset = this.#writer.offsetOfKey(key);
		if (offset !== undefined) return repeated(offset);
		const running = this.#keyed.get(key);
		if (running) return repeated((await running).offset);
		const writing = this.#write(message, patient);
		this.#keyed.set(key, writing);
		return writing.finally(() => this.#keyed.delete(key));
	}

	/** What is on disk of a layer's declaration; undefined for a new layer. */
	declared(layer: string): LayerDeclaration | undefined {
		return this.#writer.layer(layer)?.declaration;
	}

	/** Makes or changes a layer. Throws INPUT_INVALID, LAYER_CLASS_FIXED, LAYER_LIMIT, LOG_FULL. */
	async declare(declaration: LayerDeclaration, patient: boolean): Promise<undefined> {
		const known = this.#writer.layer(declaration.id)?.declaration;
		checkUnits(declaration, known);
		this.#layers.expect(declaration);
		// Who may send to a layer may neither open it to everyone nor shut everyone out: only the settings do that.
		const restricted = known?.restricted;
		if (declaration.restricted !== undefined && declaration.restricted !== restricted)
			throw new AppError('INPUT_INVALID', {
				message: `layer ${declaration.id}: the right that a reader needs (restricted) is set in config.json only`,
				layer: declaration.id
			});
		const kept = restricted === undefined ? declaration : { ...declaration, restricted };
		return new Promise((resolve, reject) => {
			this.#commits.add({
				declare: kept,
				patient,
				onDisk: () => resolve(undefined),
				onFailure: reject
			});
		});
	}

	/** Keeps a message that cannot be used as a dead letter; resolves when that is on disk. */
	bury(message: IngestMessage, reason: string): Promise<void> {
		const { source, adapter, topic, layer, bytes } = message;
		const origin = {
			source,
			adapter,
			...(topic !== undefined && { topic }),
			...(layer !== undefined && { layer }),
			raw: bytes
		};
		const rejected = [{ place: 'message', reason }];
		return new Promise((resolve, reject) => {
			this.#commits.add({
				taken: { ...NOTHING, origin, rejected },
				patient: true,
				onDisk: () => {
					this.#options.tally.count(source, 1, 0, 1);
					resolve();
				},
				onFailure: reject
			});
		});
	}

	/** Reads a dead letter anew, as of the time at which it came; forgets it when nothing is wrong any more. */
	retry({ id, raw, size, receivedAt, source, adapter, topic, layer }: DeadLetter): Promise<Retried> {
		if (size > raw.byteLength)
			return Promise.resolve({
				id,
				rows: 0,
				rejected: [
					{ place: 'message', reason: `only ${raw.byteLength} of its ${size} bytes were kept: send it again` }
				]
			});
		const message: ArrivedMessage = {
			adapter,
			bytes: raw,
			source,
			...(topic !== undefined && { topic }),
			...(layer !== undefined && { layer })
		};
		const taken = takeMessage(message, adapterOf(adapter), {
			layers: this.#layers,
			receivedAt,
			isRepeat: () => false
		});
		return new Promise((resolve, reject) => {
			this.#commits.add({
				taken: { ...taken, quiet: true },
				retried: [{ id, rejected: taken.rejected }],
				patient: false,
				onDisk: (rejected) =>
					resolve({ id, rows: rejected ? 0 : taken.rows, rejected: rejected ?? taken.rejected }),
				onFailure: reject
			});
		});
	}

	/** Writes what waits; what cannot be written is told so. */
	close(): void {
		this.#commits.close();
	}

	#write(message: ArrivedMessage, patient: boolean): Promise<IngestReceipt> {
		const { memory, tally, now } = this.#options;
		const { source } = message;
		const past = pastOf(message);
		const adapter = adapterOf(message.adapter);
		const taken = takeMessage(message, adapter, {
			layers: this.#layers,
			receivedAt: now(),
			// Who does not wait may be many senders under one name: they have no common past.
			memory: patient ? memory.get(past, adapter.id) : undefined,
			isRepeat: (key) => this.#repeats.has(key)
		});
		if (patient) memory.set(past, adapter.id, taken.memory);
		return new Promise((resolve, reject) => {
			this.#commits.add({
				taken: taken.rows > 0 ? taken : { ...taken, key: undefined },
				patient,
				onDisk: (refused) => {
					const [rows, rejected] = refused ? [0, refused] : [taken.rows, taken.rejected];
					if (!refused) for (const key of taken.repeats) this.#repeats.add(key);
					if (patient) memory.settle(past, adapter.id, taken.memory);
					for (const reply of taken.replies) message.reply?.(reply);
					tally.count(source, 1, rows, rejected.length);
					resolve({ accepted: rows, rejected, offset: this.#writer.end, repeated: false });
				},
				onFailure: reject
			});
		});
	}
}

const NOTHING = {
	batches: [],
	rows: 0,
	repeats: [],
	memory: undefined,
	replies: [],
	quiet: false,
	key: undefined
} as const;

const repeated = (offset: number): IngestReceipt => ({ accepted: 0, rejected: [], offset, repeated: true });

/** Whose last message an adapter is given back: feeds that come by topics of their own have each their own past. */
const pastOf = ({ source, layer, into }: ArrivedMessage) => (into ? `${source}/${layer}` : source);

function adapterOf(id: string) {
	const adapter = findAdapter(id);
	if (!adapter) throw new AppError('NOT_FOUND', { message: `There is no adapter "${id}".`, adapter: id });
	return adapter;
}

import { createHash } from 'node:crypto';
import { findAdapter } from '#lib/adapters/registry.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Adapter, Rejected } from '#lib/model/observation.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { PollerEntry } from '../../live/live-config.ts';
import type { IngestReceipt } from '../ingest.ts';
import type { Intake } from '../intake.ts';
import { shownUrl } from '../shown-url.ts';
import type { SourceTally } from '../source-tally.ts';
import { fetchDocument, type Validators } from './fetch-document.ts';
import { LinkedDocuments } from './linked-documents.ts';

const TIMEOUT: Milliseconds = 20_000;
const MOST_BYTES = 32 * 2 ** 20;
/** Share of the interval by which requests are shifted at random, so that not all servers ask at once. */
const JITTER = 0.1;
/** After failures the interval doubles up to this. */
const SLOWEST: Milliseconds = 900_000;

export interface PollerOptions {
	readonly intake: Intake;
	readonly tally: SourceTally;
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** From 0 to 1. */
	readonly random?: () => number;
}

/** Asks for a document again and again until it is closed. */
export function startPoller(entry: PollerEntry, options: PollerOptions): { close(): Promise<void> } {
	const { tally, environment = process.env, random = Math.random } = options;
	const { id, authorizationFrom } = entry;
	tally.open(id);
	const adapter = findAdapter(entry.adapter);
	const authorization = authorizationFrom === undefined ? undefined : environment[authorizationFrom];
	const wrong = !adapter
		? `There is no adapter "${entry.adapter}".`
		: authorizationFrom !== undefined && authorization === undefined
			? `The environment variable ${authorizationFrom} with its secret is not set.`
			: undefined;
	if (!adapter || wrong !== undefined) {
		tally.set(id, 'failed', wrong);
		return { close: () => Promise.resolve() };
	}
	const poller = new Poller(entry, adapter, authorization, options);
	const stop = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let failures = 0;
	let running = Promise.resolve();
	const poll = async () => {
		let asked: number | undefined;
		try {
			await poller.poll(stop.signal);
			failures = 0;
		} catch (thrown) {
			if (stop.signal.aborted) return;
			failures++;
			const error = AppError.from(thrown);
			tally.set(id, 'failed', error.message);
			asked = Number(error.details['retryAfter'] ?? 0);
		}
		const every = entry.every * 1000;
		const wait = Math.max(Math.min(SLOWEST, every * 2 ** failures), every, (asked ?? 0) * 1000);
		const next = wait * (1 + JITTER * (2 * random() - 1));
		if (!stop.signal.aborted) timer = setTimeout(start, Math.min(next, 86_400_000));
	};
	const start = () => (running = poll());
	start();
	return {
		async close() {
			stop.abort();
			clearTimeout(timer);
			// One that waits for the log is told by the intake, which closes afterwards.
			await Promise.race([running, new Promise((resolve) => setImmediate(resolve))]);
		}
	};
}

/** One document and what is known of it. */
class Poller {
	readonly #entry: PollerEntry;
	readonly #adapter: Adapter;
	readonly #authorization: string | undefined;
	readonly #options: PollerOptions;
	readonly #linked: LinkedDocuments;
	#validators: Validators = {};
	#faults = '';

	constructor(
		entry: PollerEntry,
		adapter: Adapter,
		authorization: string | undefined,
		options: PollerOptions
	) {
		this.#entry = entry;
		this.#adapter = adapter;
		this.#authorization = authorization;
		this.#options = options;
		this.#linked = new LinkedDocuments(entry.url);
	}

	/** Asks once. Throws FEED_UNREACHABLE, or INPUT_INVALID when nothing of an answer could be used. */
	async poll(signal: AbortSignal): Promise<void> {
		const { id, url } = this.#entry;
		const common = {
			authorization: this.#authorization,
			timeout: TIMEOUT,
			mostBytes: MOST_BYTES,
			signal
		};
		const { bytes, validators } = await fetchDocument(url, { ...common, validators: this.#validators });
		const { tally } = this.#options;
		if (!bytes) return tally.set(id, 'ok');
		const { urls, places } = this.#linked.of(this.#adapter, bytes);
		const { accepted, rejected } = await this.#take(bytes, places);
		const [first] = rejected;
		if (accepted === 0 && first && places.size === 0)
			throw new AppError('INPUT_INVALID', {
				message: `${shownUrl(url)} sent nothing that can be used: ${first.place}: ${first.reason}.`
			});
		let problem: string | undefined;
		for (const address of urls)
			try {
				const linked = await fetchDocument(address, { ...common, stay: true });
				await this.#take(linked.bytes!, new Set()); // asked for without conditions
				this.#linked.took(address);
			} catch (thrown) {
				problem ??= AppError.from(thrown).message;
			}
		if (problem !== undefined) return tally.set(id, 'failed', problem);
		// Only now: what failed half-way is asked for again as a whole.
		this.#validators = validators;
		tally.set(id, 'ok');
	}

	#take(bytes: Uint8Array, expected: ReadonlySet<string>): Promise<IngestReceipt> {
		const { id, layer } = this.#entry;
		return this.#options.intake.take(
			{
				adapter: this.#adapter.id,
				bytes,
				source: id,
				...(layer !== undefined && { layer }),
				expected,
				isKnownFault: (faults) => this.#isKnown(faults)
			},
			true
		);
	}

	/** A feed that keeps its faults gives one dead letter, not one for each time it is asked. */
	#isKnown(faults: readonly Rejected[]): boolean {
		if (faults.length === 0) return true;
		const digest = createHash('sha256').update(JSON.stringify(faults)).digest('base64url');
		const known = digest === this.#faults;
		this.#faults = digest;
		return known;
	}
}

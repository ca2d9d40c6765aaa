import { existsSync, readFileSync } from 'node:fs';
import { proof, type Proof } from '#lib/model/briefing/proof.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { replaceFile } from '#lib/server/historian/durable-file.ts';
import { logOf } from '#lib/server/log.ts';
import { CityZone } from '#lib/server/sources/city-zone.ts';
import { lastDue } from '../schedule/due-times.ts';
import type { VerifyReport } from './report.ts';

/** Mondays at four, by the city's clock. */
const WEEKLY = { at: '04:00', days: [1] };
const NEWEST = 20;
const log = logOf('briefings');

export interface WeeklyProofOptions {
	/** Keeps what the last check found. */
	readonly file: string;
	/** IANA name. */
	readonly timezone: string;
	readonly now: () => EpochMs;
	/** Ids of all briefings, newest first. */
	readonly ids: () => readonly string[];
	readonly verify: (id: string) => Promise<VerifyReport>;
	/** There is another result. */
	readonly onProof: () => void;
}

/** Proves the newest briefings once a week. A week that passed while the server was down is made up when it starts. */
export class WeeklyProof {
	readonly #options: WeeklyProofOptions;
	readonly #zone: CityZone;
	/** A server that never proved any begins with the next Monday. */
	readonly #since: EpochMs;
	#last: Proof | undefined;
	#running: Promise<void> | undefined;

	constructor(options: WeeklyProofOptions) {
		this.#options = options;
		this.#zone = new CityZone(options.timezone);
		this.#since = options.now();
		this.#last = read(options.file);
	}

	get last(): Proof | undefined {
		return this.#last;
	}

	/** Proves them when it is time; once at a time. */
	look(): Promise<void> {
		const { now } = this.#options;
		const isDue = lastDue(WEEKLY, this.#zone, now()) > (this.#last?.at ?? this.#since);
		if (isDue) this.#running ??= this.#prove().finally(() => (this.#running = undefined));
		return this.#running ?? Promise.resolve();
	}

	async #prove(): Promise<void> {
		const { ids, verify, now, file, onProof } = this.#options;
		const newest = ids().slice(0, NEWEST);
		const different: string[] = [];
		for (const id of newest) {
			const wrong = await this.#wrongIn(id, verify);
			if (wrong === undefined) continue;
			different.push(id);
			log.error({ briefing: id }, `Briefing ${id} is not what was frozen: ${wrong}`);
		}
		this.#last = { at: now(), count: newest.length, different };
		replaceFile(file, JSON.stringify(this.#last));
		onProof();
	}

	/** What is different in a briefing. */
	async #wrongIn(id: string, verify: WeeklyProofOptions['verify']): Promise<string | undefined> {
		try {
			const { items } = await verify(id);
			const wrong = items.filter(({ state }) => state === 'different');
			return wrong.length === 0
				? undefined
				: wrong.map(({ what, message }) => `${what}: ${message}`).join(' ');
		} catch (thrown) {
			return AppError.from(thrown).message;
		}
	}
}

/** What the file says; nothing when it cannot be read: then the next Monday says it anew. */
function read(file: string): Proof | undefined {
	if (!existsSync(file)) return undefined;
	try {
		return proof.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (cause) {
		log.error(
			{ err: cause },
			`${file} says of no check of briefings: it is written anew after the next one.`
		);
		return undefined;
	}
}

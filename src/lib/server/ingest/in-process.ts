import { join } from 'node:path';
import { openSqliteReader } from '../bus/sqlite-reader.ts';
import { openSqliteWriter } from '../bus/sqlite-writer.ts';
import type { LiveConfig } from '../live/live-config.ts';
import { AdapterMemory } from './adapter-memory.ts';
import { INGEST_LIMITS, type IngestLimits } from './ingest-limits.ts';
import type { Ingest } from './ingest.ts';
import { Intake } from './intake.ts';
import { openWays } from './open-ways.ts';
import { SourceTally } from './source-tally.ts';

export interface InProcessOptions {
	readonly logDir: string;
	readonly config: LiveConfig;
	readonly host: string;
	readonly mqttPort: number | undefined;
	readonly limits?: Partial<IngestLimits>;
}

/** The way in without a thread of its own: for tests of its parts, which start many. */
export async function openInProcess({
	logDir,
	limits: given,
	...options
}: InProcessOptions): Promise<Ingest> {
	const limits = { ...INGEST_LIMITS, ...given };
	const writer = openSqliteWriter(logDir);
	const bus = openSqliteReader(logDir);
	const memory = new AdapterMemory(join(logDir, 'memory'));
	const tally = new SourceTally();
	const intake = new Intake(writer, {
		now: Date.now,
		limits,
		memory,
		tally,
		onNews: (news) => bus.take(news)
	});
	const ways = await openWays({ ...options, limits, intake, tally, now: Date.now, epoch: writer.epoch });
	return {
		bus,
		post: (message) => intake.take(message, false),
		declare: (declaration) => intake.declare(declaration, false),
		retry: (ids) =>
			Promise.all(ids.flatMap((id) => bus.deadLetter(id) ?? []).map((letter) => intake.retry(letter))),
		release: (offset) => writer.trim(offset, 0),
		health: () => ({
			...(ways.mqttPort !== undefined && { mqttPort: ways.mqttPort }),
			sources: tally.health(),
			queue: intake.waiting,
			...(intake.failure && { logFailure: intake.failure }),
			deadLetters: writer.deadLetters.count
		}),
		async close() {
			await ways.close();
			intake.close();
			memory.save();
			bus.close();
			writer.close();
		}
	};
}

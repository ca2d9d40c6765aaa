import { join } from 'node:path';
import type { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Ingest } from '#lib/server/ingest/ingest.ts';
import { startIngest } from '#lib/server/ingest/start-ingest.ts';
import { layerRights } from '#lib/server/themes/layer-rights.ts';
import { holdFolder } from './hold-folder.ts';
import { keepHistorian, type KeptHistorian } from './keep-historian.ts';
import type { LiveConfig } from './live-config.ts';

/** The way in of messages and what becomes of them. */
export interface LoggedOptions {
	/** `<data>/live/<city>`: log, history and checkpoints. */
	readonly dir: string;
	readonly config: LiveConfig;
	/** `mqttPort`: 0 lets the system choose; undefined: no embedded broker. */
	readonly listen: { readonly host: string; readonly mqttPort: number | undefined };
	/** Between two checkpoints of the state. */
	readonly checkpointEvery?: Milliseconds;
}

/** What a live side with a log has beside its hub. */
export interface LoggedParts {
	readonly ingest: Ingest;
	readonly history: KeptHistorian;
	close(): Promise<void>;
}

/**
 * Takes the city's live folder and starts ingest and historian on it. Throws DATA_IN_USE, and what kept ingest from
 * opening the log; a historian that cannot be opened is said in health and tried again.
 */
export async function openLogged(
	{ dir, config, listen }: LoggedOptions,
	now: (() => EpochMs) | undefined,
	onError: (part: string, error: AppError) => void
): Promise<LoggedParts> {
	const release = holdFolder(dir);
	try {
		const logDir = join(dir, 'log');
		const ingest = await startIngest({ logDir, config, listen, rights: layerRights(), ...(now && { now }) });
		const { days, gigabytes } = config.history;
		const history = await keepHistorian({
			dir: join(dir, 'history'),
			logDir,
			retain: { days, bytes: gigabytes * 2 ** 30 },
			now: now ?? Date.now,
			onError: (error) => onError('history', error)
		});
		return {
			ingest,
			history,
			async close() {
				await history.close();
				await ingest.close();
				release();
			}
		};
	} catch (thrown) {
		release();
		throw thrown;
	}
}

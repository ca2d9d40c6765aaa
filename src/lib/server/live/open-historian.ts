import { join } from 'node:path';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Historian, HistorianHealth } from '#lib/server/historian/historian.ts';
import { startHistorian } from '#lib/server/historian/start-historian.ts';
import type { LiveConfig } from './live-config.ts';

/** A historian, or the reason why there is none. */
export interface OpenHistorian {
	readonly historian: Historian | undefined;
	health(): HistorianHealth;
}

/** Starts a city's historian; one that cannot be opened is told to `onError` and said in health. */
export async function openHistorian(
	{ dir, config }: { readonly dir: string; readonly config: LiveConfig },
	logDir: string,
	now: () => EpochMs,
	onError: (part: string, error: AppError) => void
): Promise<OpenHistorian> {
	try {
		const { days, gigabytes } = config.history;
		const retain = { days, bytes: gigabytes * 2 ** 30 };
		const historian = await startHistorian({ logDir, dir: join(dir, 'history'), retain, now });
		return { historian, health: () => historian.health() };
	} catch (thrown) {
		const error = AppError.from(thrown);
		onError('history', error);
		const health = { offset: 0, sealedOffset: 0, lagRecords: 0, bytes: 0, failure: error.message };
		return { historian: undefined, health: () => health };
	}
}

import { AppError } from '#lib/model/errors.ts';
import type { FigureRows } from './figure-rows.ts';

/** Rows of a frozen file. Throws FEED_UNREACHABLE when it does not come. */
export async function loadRows(address: string): Promise<FigureRows> {
	const [{ tableFromIPC }, { resultColumns }, response] = await Promise.all([
		import('apache-arrow'),
		import('#lib/queries/result-columns.ts'),
		fetch(address).catch((cause: unknown) => {
			throw new AppError('FEED_UNREACHABLE', { message: `${address} does not answer.` }, { cause });
		})
	]);
	if (!response.ok)
		throw new AppError('FEED_UNREACHABLE', {
			message: `${address} answers ${response.status}.`,
			status: response.status
		});
	return resultColumns(tableFromIPC(new Uint8Array(await response.arrayBuffer())));
}

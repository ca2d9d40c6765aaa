import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import GtfsRealtime from 'gtfs-realtime-bindings';
import type { DatasetOf } from '#lib/model/city.ts';
import type { ImportContext } from '../import-context.ts';
import { inputError } from '../input-error.ts';
import { openSource } from '../source-file.ts';

/** Copies GTFS-Realtime captures into the timetable's folder and says when each was taken. */
export async function copyRealtime(
	{ tally, out }: ImportContext,
	name: string,
	captures: readonly string[]
): Promise<DatasetOf<'transit'>['realtime']> {
	const realtime: DatasetOf<'transit'>['realtime'] = [];
	if (captures.length === 0) return realtime;
	const folder = join(out, 'transit', name, 'realtime');
	await mkdir(folder, { recursive: true });
	for (const path of captures) {
		const { at, trips, vehicles, alerts, entities } = await readCapture(path);
		const file = basename(path);
		await copyFile(path, join(folder, file));
		realtime.push({ file: `transit/${name}/realtime/${file}`, at });
		tally.keep('realtime', entities);
		tally.note(
			'realtime',
			'captures',
			`${file}: taken ${new Date(at).toISOString()}, ${trips} trip updates, ${vehicles} vehicles, ${alerts} alerts`
		);
	}
	return realtime.sort((a, b) => a.at - b.at);
}

async function readCapture(path: string) {
	const source = await openSource(path);
	const bytes = await readFile(source.path);
	let feed: ReturnType<typeof GtfsRealtime.transit_realtime.FeedMessage.decode>;
	try {
		feed = GtfsRealtime.transit_realtime.FeedMessage.decode(bytes);
	} catch (cause) {
		throw inputError(
			{
				file: path,
				problem: `this is not a GTFS-Realtime capture (${cause instanceof Error ? cause.message : String(cause)})`,
				cure: 'give the feed as it was downloaded, in protocol buffers'
			},
			cause
		);
	}
	const at = Number(feed.header.timestamp) * 1000;
	if (!(at > 0))
		throw inputError({
			file: path,
			place: 'header',
			problem: 'the capture does not say when it was taken',
			cure: 'give one with a timestamp'
		});
	const count = (key: 'tripUpdate' | 'vehicle' | 'alert') =>
		feed.entity.filter((entity) => entity[key]).length;
	return {
		at,
		entities: feed.entity.length,
		trips: count('tripUpdate'),
		vehicles: count('vehicle'),
		alerts: count('alert')
	};
}

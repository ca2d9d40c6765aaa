import type { ImportContext } from '../import-context.ts';
import { gtfsDate } from './gtfs-time.ts';
import { rowReader, type GtfsZip } from './gtfs-zip.ts';

export interface Services {
	readonly ids: readonly string[];
	/** Bit 0 = Monday. */
	readonly days: readonly number[];
	/** yyyymmdd; 0 for services known by exceptions only. */
	readonly start: readonly number[];
	readonly end: readonly number[];
	readonly exceptions: {
		readonly service: readonly number[];
		readonly date: readonly number[];
		readonly added: readonly number[];
	};
	readonly index: ReadonlyMap<string, number>;
	/** First and last day of any service. */
	readonly span: readonly [from: number, to: number] | undefined;
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Reads calendar.txt and calendar_dates.txt, either of which may be absent. */
export async function readServices({ tally }: ImportContext, zip: GtfsZip): Promise<Services> {
	const ids: string[] = [];
	const days: number[] = [];
	const start: number[] = [];
	const end: number[] = [];
	const index = new Map<string, number>();
	const exceptions = { service: [] as number[], date: [] as number[], added: [] as number[] };
	let [from, to] = [Infinity, -Infinity];
	const calendar = await zip.open('calendar');
	if (calendar) {
		const read = rowReader(
			`${zip.path}/calendar.txt`,
			calendar,
			['service_id', 'start_date', 'end_date'],
			DAYS
		);
		for await (const batch of calendar.rows) {
			for (const row of batch) {
				const id = read(row, 'service_id');
				const [first, last] = [gtfsDate(read(row, 'start_date')), gtfsDate(read(row, 'end_date'))];
				if (id === '' || index.has(id) || first === undefined || last === undefined) {
					tally.note(
						'trips',
						'line of calendar.txt not usable (no id, given twice, or not yyyymmdd)',
						row.join(',')
					);
					continue;
				}
				index.set(id, ids.length);
				ids.push(id);
				days.push(DAYS.reduce((bits, day, bit) => bits | (read(row, day) === '1' ? 1 << bit : 0), 0));
				start.push(first);
				end.push(last);
				from = Math.min(from, first);
				to = Math.max(to, last);
			}
		}
	}
	const dates = await zip.open('calendar_dates');
	if (dates) {
		const read = rowReader(
			`${zip.path}/calendar_dates.txt`,
			dates,
			['service_id', 'date', 'exception_type'],
			[]
		);
		for await (const batch of dates.rows) {
			for (const row of batch) {
				const id = read(row, 'service_id');
				const date = gtfsDate(read(row, 'date'));
				if (id === '' || date === undefined) {
					tally.note('trips', 'line of calendar_dates.txt not usable (no id or not yyyymmdd)', row.join(','));
					continue;
				}
				let service = index.get(id);
				if (service === undefined) {
					index.set(id, (service = ids.length));
					ids.push(id);
					days.push(0);
					start.push(0);
					end.push(0);
				}
				const added = read(row, 'exception_type') === '1';
				exceptions.service.push(service);
				exceptions.date.push(date);
				exceptions.added.push(added ? 1 : 0);
				if (added) {
					from = Math.min(from, date);
					to = Math.max(to, date);
				}
			}
		}
	}
	return { ids, days, start, end, exceptions, index, span: from <= to ? [from, to] : undefined };
}

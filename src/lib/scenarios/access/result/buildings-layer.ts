import type { Words } from '#lib/model/alarm-rule.ts';
import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { AccessAnswer, AnsweredService } from '../answer.ts';
import { minutes, percent, thousandths } from './rounding.ts';

/** Homes: what each has within reach, and how far it is to each service. */
export function buildingsLayer({ demand, services, coverage }: AccessAnswer): ResultLayer {
	const rows = [...demand.building.keys()];
	return {
		id: 'buildings',
		title: { zh: '住宅', en: 'Homes' },
		geometry: { of: 'buildings' },
		keys: demand.building,
		columns: [
			{
				name: 'services',
				title: { zh: '可达服务类别数', en: 'Services within reach' },
				unit: '1',
				better: 'more',
				values: rows.map((point) => coverage.services[point]!)
			},
			{
				name: 'people',
				title: { zh: '居民', en: 'Residents' },
				unit: '{person}',
				better: 'neither',
				values: rows.map((point) => Math.round(demand.people[point]!))
			},
			...services.flatMap((each) => columnsOf(each, rows))
		],
		colour: 'services'
	};
}

function columnsOf({ service, times, perUser }: AnsweredService, rows: readonly number[]): ResultColumn[] {
	const { id, title } = service;
	const columns: ResultColumn[] = [
		{
			name: `minutes-${id}`,
			title: joined(title, { zh: '：最近（分钟）', en: ': minutes to the nearest' }),
			unit: 'min',
			better: 'less',
			values: rows.map((point) => minutes(times.seconds[point]!)),
			classes: { bounds: [5, 10, 15, 30] }
		}
	];
	if (times.share)
		columns.push({
			name: `departures-${id}`,
			title: joined(title, { zh: '：限时内可达的出发时刻比例', en: ': departures that arrive in time' }),
			unit: '%',
			better: 'more',
			values: rows.map((point) => percent(times.share![point]!, 1))
		});
	if (perUser && service.seats)
		columns.push({
			name: `capacity-${id}`,
			title: service.seats.perUser,
			unit: '1',
			better: 'more',
			values: rows.map((point) => thousandths(perUser[point]!))
		});
	return columns;
}

function joined(title: Words, ending: Words): Words {
	return { zh: title.zh + ending.zh, en: title.en + ending.en };
}

import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { AccessAnswer } from '../answer.ts';
import { percent } from './rounding.ts';

/** Zones: which part of their people has each service within the limit, and all of them. */
export function zonesLayer({ zones, demand, services, coverage, settings }: AccessAnswer): ResultLayer {
	const people = sums((point) => demand.people[point]!);
	const share = (name: string, title: ResultColumn['title'], has: (point: number) => boolean) => {
		const with_ = sums((point) => (has(point) ? demand.people[point]! : 0));
		return {
			name,
			title,
			unit: '%',
			better: 'more' as const,
			values: Array.from(people, (all, zone) => percent(with_[zone]!, all)),
			classes: { bounds: [25, 50, 75, 95] }
		};
	};
	return {
		id: 'zones',
		title: { zh: '片区覆盖率', en: 'Coverage by zone' },
		geometry: { of: 'zones' },
		keys: zones.key,
		names: zones.name,
		...(zones.nameEn && { namesEn: zones.nameEn }),
		columns: [
			share(
				'all',
				{ zh: '全部服务可达的居民比例', en: 'Residents with all services' },
				(point) => coverage.services[point] === services.length
			),
			...services.map(({ service, times }) =>
				share(service.id, service.title, (point) => times.seconds[point]! <= settings.within)
			),
			{
				name: 'people',
				title: { zh: '居民', en: 'Residents' },
				unit: '{person}',
				better: 'neither',
				values: Array.from(people, Math.round)
			}
		],
		colour: 'all'
	};

	function sums(of: (point: number) => number): Float64Array {
		const sum = new Float64Array(zones.key.length);
		demand.zone.forEach((zone, point) => (sum[zone]! += of(point)));
		return sum;
	}
}

import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ColumnClasses, ResultIndicator, ResultLayer } from '#lib/model/scenario/result.ts';
import type { Seconds } from '#lib/model/units.ts';
import type { DemandPoints } from '../access/demand.ts';
import { percent } from '../access/result/rounding.ts';
import { HORIZON } from '../access/travel.ts';
import type { DemandCells } from './demand-cells.ts';
import type { SitingSettings } from './parameters.ts';
import type { SiteSolution } from './solve-sites.ts';

/** What the model has found out, before it is put into layers and indicators. */
export interface SitingAnswer {
	readonly settings: SitingSettings;
	readonly zones: ZonesPart;
	readonly demand: DemandPoints;
	readonly cells: DemandCells;
	readonly solution: SiteSolution;
	/** Demand points at which to build, the best first. */
	readonly sites: readonly number[];
	/** By home, to the nearest: as it is, and with the new ones. */
	readonly before: Float64Array;
	readonly after: { readonly seconds: Float64Array; readonly site: Int32Array };
}

/** The proposed sites, in the order in which to build them. */
export function sitesLayer({ demand, sites, before, after, settings }: SitingAnswer): ResultLayer {
	const nearest = sites.map(() => 0);
	const covered = sites.map(() => 0);
	after.site.forEach((site, point) => {
		if (site < 0) return;
		nearest[site]! += demand.people[point]!;
		if (after.seconds[point]! <= settings.within && !(before[point]! <= settings.within))
			covered[site]! += demand.people[point]!;
	});
	return {
		id: 'sites',
		title: { zh: '建议选址', en: 'Proposed sites' },
		geometry: {
			of: 'places',
			lng: sites.map((point) => demand.lng[point]!),
			lat: sites.map((point) => demand.lat[point]!)
		},
		keys: sites.map((point) => demand.building[point]!),
		names: sites.map((_, rank) => `${rank + 1}`),
		columns: [
			{
				name: 'rank',
				title: { zh: '建设次序', en: 'Order of building' },
				unit: '1',
				better: 'neither',
				values: sites.map((_, rank) => rank + 1)
			},
			{
				name: 'covered',
				title: { zh: '新增覆盖居民', en: 'Residents newly in reach' },
				unit: '{person}',
				better: 'more',
				values: covered.map(Math.round)
			},
			{
				name: 'nearest',
				title: { zh: '就近居民', en: 'Residents it is nearest to' },
				unit: '{person}',
				better: 'neither',
				values: nearest.map(Math.round)
			}
		],
		colour: 'covered',
		size: 'covered'
	};
}

const COVERAGE: ColumnClasses = { bounds: [25, 50, 75, 95] };

/** Zones: which part of their people has the service within the limit, as it is and with the sites. */
export function zonesLayer({ zones, demand, before, after, settings }: SitingAnswer): ResultLayer {
	const people = new Float64Array(zones.key.length);
	const [had, has] = [new Float64Array(people.length), new Float64Array(people.length)];
	demand.zone.forEach((zone, point) => {
		people[zone]! += demand.people[point]!;
		if (before[point]! <= settings.within) had[zone]! += demand.people[point]!;
		if (after.seconds[point]! <= settings.within) has[zone]! += demand.people[point]!;
	});
	const shares = (of: Float64Array) => Array.from(of, (part, zone) => percent(part, people[zone]!));
	const [sharesBefore, sharesAfter] = [shares(had), shares(has)];
	const column = (name: string, zh: string, en: string, values: readonly (number | null)[]) =>
		({ name, title: { zh, en }, unit: '%', better: 'more', values }) as const;
	return {
		id: 'zones',
		title: { zh: '片区覆盖率', en: 'Coverage by zone' },
		geometry: { of: 'zones' },
		keys: zones.key,
		names: zones.name,
		...(zones.nameEn && { namesEn: zones.nameEn }),
		columns: [
			{
				...column('after', '建成后覆盖率', 'Residents in reach with the sites', sharesAfter),
				classes: COVERAGE
			},
			{ ...column('before', '现状覆盖率', 'Residents in reach now', sharesBefore), classes: COVERAGE },
			column(
				'gain',
				'提高百分点',
				'Gained',
				sharesAfter.map((share, zone) =>
					share === null ? null : Math.round((share - sharesBefore[zone]!) * 10) / 10
				)
			)
		],
		colour: 'after'
	};
}

export function sitingIndicators(answer: SitingAnswer): ResultIndicator[] {
	const { demand, settings, before, after, solution, sites } = answer;
	const sum = (of: (point: number) => number) =>
		demand.people.reduce((total, people, point) => total + people * of(point), 0);
	const people = sum(() => 1);
	const covered = (seconds: Float64Array) => sum((point) => (seconds[point]! <= settings.within ? 1 : 0));
	/** Who reaches none within the horizon counts as at it. */
	const mean = (seconds: Float64Array) => {
		const total: Seconds = sum((point) => Math.min(seconds[point]!, HORIZON));
		return people > 0 ? Math.round(total / people / 6) / 10 : null;
	};
	const inPersons = (id: string, zh: string, en: string, value: number): ResultIndicator => ({
		id,
		title: { zh, en },
		value: Math.round(value),
		unit: '{person}',
		better: 'more'
	});
	const inMinutes = (id: string, zh: string, en: string, seconds: Float64Array): ResultIndicator => {
		const value = mean(seconds);
		const nobody = value === null && { why: { zh: '没有居民', en: 'Nobody lives there' } };
		return { id, title: { zh, en }, value, ...nobody, unit: 'min', better: 'less' };
	};
	return [
		{
			id: 'sites',
			title: { zh: '建议新增', en: 'Proposed sites' },
			value: sites.length,
			unit: '1',
			better: 'neither'
		},
		inPersons('covered-before', '现状可达居民', 'Residents in reach now', covered(before)),
		inPersons('covered', '建成后可达居民', 'Residents in reach with the sites', covered(after.seconds)),
		inPersons('gain', '新增可达居民', 'Residents newly in reach', covered(after.seconds) - covered(before)),
		inMinutes('mean-before', '现状平均耗时', 'Mean time now', before),
		inMinutes('mean', '建成后平均耗时', 'Mean time with the sites', after.seconds),
		{
			id: 'gap',
			title: { zh: '最优性间隙', en: 'Optimality gap' },
			value: Math.round(solution.gap * 1e6) / 1e4,
			unit: '%',
			better: 'less'
		}
	];
}

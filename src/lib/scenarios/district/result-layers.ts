import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import { rounded } from '../rounded.ts';
import type { DistrictSettings } from './parameters.ts';
import { missing, type PlannedDistrict } from './planned-district.ts';
import { FACILITY_NEEDS } from './standards.ts';
import { USES } from './uses.ts';

/** The planned districts as areas. */
export function districtsLayer(
	districts: readonly PlannedDistrict[],
	{ emission }: DistrictSettings
): ResultLayer {
	const column = (
		name: string,
		title: ResultColumn['title'],
		unit: string,
		of: (district: PlannedDistrict) => number,
		digits: number,
		better: ResultColumn['better'] = 'neither'
	): ResultColumn => ({
		name,
		title,
		unit,
		better,
		values: districts.map((district) => rounded(of(district), digits))
	});
	return {
		id: 'districts',
		title: { zh: '规划片区', en: 'Planned districts' },
		geometry: { of: 'areas', rings: districts.map(({ ring }) => ring.flat()) },
		keys: districts.map(({ key }) => key),
		names: districts.map(({ name }) => name),
		columns: [
			column('land', { zh: '用地面积', en: 'Land' }, 'har', ({ land }) => land / 10_000, 2),
			column('floor', { zh: '建筑面积', en: 'Floor area' }, 'm2', ({ floors }) => floors, 0),
			column('ratio', { zh: '容积率', en: 'Plot ratio' }, '1', ({ floors, land }) => floors / land, 2),
			column(
				'cover',
				{ zh: '建筑密度', en: 'Built over' },
				'%',
				({ built, land }) => (built / land) * 100,
				1
			),
			column('height', { zh: '最高建筑', en: 'Highest building' }, 'm', ({ highest }) => highest, 1),
			column('residents', { zh: '居民', en: 'Residents' }, '{person}', ({ residents }) => residents, 0),
			column('jobs', { zh: '岗位', en: 'Jobs' }, '{person}', ({ jobs }) => jobs, 0),
			column(
				'density',
				{ zh: '人口密度', en: 'Residents a hectare' },
				'{person}/har',
				(each) => (each.residents / each.land) * 10_000,
				1
			),
			column('green', { zh: '所需公共绿地', en: 'Public green needed' }, 'm2', ({ green }) => green, 0),
			column('missing', { zh: '缺少的设施', en: 'Facilities missing' }, '1', missing, 0, 'less'),
			column(
				'energy',
				{ zh: '年用电', en: 'Power a year' },
				'MW.h/a',
				({ energy }) => energy / 1000,
				1,
				'less'
			),
			column(
				'co2',
				{ zh: '运行年排放', en: 'CO₂ a year' },
				't/a',
				({ energy }) => (energy * emission) / 1000,
				1,
				'less'
			),
			column(
				'embodied',
				{ zh: '建造排放', en: 'CO₂ of building it' },
				't',
				({ embodied }) => embodied / 1000,
				1,
				'less'
			),
			column('cost', { zh: '建安造价', en: 'Construction' }, 'CNY', ({ cost }) => cost, 0, 'less')
		],
		colour: 'ratio'
	};
}

/** The blocks that stand for the districts, as buildings of the city. */
export function blocksLayer(districts: readonly PlannedDistrict[]): ResultLayer {
	const rows = districts.flatMap(({ key, name, blocks }) =>
		blocks.map((block, i) => ({ key: `${key}-${String(i + 1)}`, name, ...block }))
	);
	const column = (
		name: string,
		title: ResultColumn['title'],
		unit: string,
		of: (row: (typeof rows)[number]) => number
	): ResultColumn => ({
		name,
		title,
		unit,
		better: 'neither',
		values: rows.map((row) => rounded(of(row), 0))
	});
	return {
		id: 'blocks',
		title: { zh: '规划体块', en: 'Planned blocks' },
		geometry: { of: 'buildings' },
		keys: rows.map(({ key }) => key),
		names: rows.map(({ name }) => name),
		columns: [
			column('levels', { zh: '层数', en: 'Storeys' }, '1', ({ levels }) => levels),
			column('floor', { zh: '建筑面积', en: 'Floor area' }, 'm2', ({ area, levels }) => area * levels),
			column('residents', { zh: '居民', en: 'Residents' }, '{person}', ({ residents }) => residents),
			column('jobs', { zh: '岗位', en: 'Jobs' }, '{person}', ({ jobs }) => jobs)
		],
		colour: 'levels'
	};
}

/** What districts need by the standard and are planned to have, by district and kind. */
export function facilitiesLayer(districts: readonly PlannedDistrict[]): ResultLayer {
	const rows = districts.flatMap(({ key, name, facilities }) =>
		facilities.map((facility, i) => ({ key, name, title: FACILITY_NEEDS[i]!.title, ...facility }))
	);
	return {
		id: 'facilities',
		title: { zh: '配套设施', en: 'Facilities by the standard' },
		geometry: { of: 'table' },
		keys: rows.map(({ key, kind }) => `${key}/${kind}`),
		names: rows.map(({ name, title }) => `${name} · ${title.zh}`),
		namesEn: rows.map(({ name, title }) => `${name} · ${title.en}`),
		columns: [
			{
				name: 'needed',
				title: { zh: '标准要求', en: 'Needed' },
				unit: '1',
				better: 'neither',
				values: rows.map(({ needed }) => needed)
			},
			{
				name: 'planned',
				title: { zh: '规划', en: 'Planned' },
				unit: '1',
				better: 'more',
				values: rows.map(({ planned }) => planned)
			},
			{
				name: 'missing',
				title: { zh: '缺口', en: 'Missing' },
				unit: '1',
				better: 'less',
				values: rows.map(({ needed, planned }) => Math.max(0, needed - planned))
			}
		],
		colour: 'missing'
	};
}

/** Floors of the city and of the districts by use, with what they need and cost. */
export function usesLayer(
	districts: readonly PlannedDistrict[],
	city: PlannedDistrict['floor'],
	{ energy, cost }: DistrictSettings
): ResultLayer {
	const floors = USES.map(({ use }) => districts.reduce((sum, { floor }) => sum + floor[use], 0));
	const column = (
		name: string,
		title: ResultColumn['title'],
		unit: string,
		values: readonly number[],
		better: ResultColumn['better'] = 'neither'
	): ResultColumn => ({ name, title, unit, better, values: values.map((value) => rounded(value, 0)) });
	return {
		id: 'uses',
		title: { zh: '按用途', en: 'By use' },
		geometry: { of: 'table' },
		keys: USES.map(({ use }) => use),
		names: USES.map(({ title }) => title.zh),
		namesEn: USES.map(({ title }) => title.en),
		columns: [
			column(
				'city',
				{ zh: '全市建筑面积', en: 'Floor area of the city' },
				'm2',
				USES.map(({ use }) => city[use])
			),
			column('floor', { zh: '规划建筑面积', en: 'Planned floor area' }, 'm2', floors),
			column(
				'energy',
				{ zh: '规划年用电', en: 'Its power a year' },
				'kW.h/a',
				USES.map(({ use }, i) => floors[i]! * energy[use]),
				'less'
			),
			column(
				'cost',
				{ zh: '规划建安造价', en: 'Its construction' },
				'CNY',
				USES.map(({ use }, i) => floors[i]! * cost[use]),
				'less'
			)
		],
		colour: 'floor'
	};
}

import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import type { LitWindow } from './lit-window.ts';
import { rounded } from '../rounded.ts';
import type { LitBuilding } from './roofs.ts';
import type { RoofPlant } from './roof-plant.ts';
import type { SolarSettings } from './settings.ts';

/** A building is short of sun when more than this part of its walls that may look at the sun is. */
const MOSTLY = 0.5;
const NO_HOMES = {
	zh: '范围内没有标明用途为居住的建筑',
	en: 'No building of the window is said to be housing'
};
const NO_ROOFS = { zh: '范围内没有建筑', en: 'No building stands in the window' };

export function solarIndicators(
	lit: readonly LitBuilding[],
	plants: readonly RoofPlant[],
	{ area, residents }: BuildingsPart,
	light: LitWindow,
	ground: number | null,
	{ price, emission, cost }: SolarSettings
): ResultIndicator[] {
	const sum = (of: (building: LitBuilding, index: number) => number) =>
		lit.reduce((all, building, index) => all + of(building, index), 0);
	const roofs = sum(({ row, roof }) => (roof ? area[row]! : 0));
	const sun = sum(({ row, roof }) => (roof ? roof.sun * area[row]! : 0)) / roofs;
	const energy = sum((_, i) => plants[i]!.energy);
	const kilowatts = sum((_, i) => plants[i]!.kilowatts);
	const homes = lit.filter(({ front }) => front !== undefined);
	const short = homes.filter(({ front }) => front!.short > MOSTLY * front!.length);
	const walls = sum(({ front }) => front?.length ?? 0);
	const shortWalls = sum(({ front }) => front?.short ?? 0);
	const ofHomes = (value: number) => (homes.length > 0 ? { value } : { value: null, why: NO_HOMES });
	const ofRoofs = (value: number, digits: number) =>
		roofs > 0 ? { value: rounded(value, digits) } : { value: null, why: NO_ROOFS };
	return [
		{
			id: 'buildings',
			title: { zh: '范围内建筑', en: 'Buildings in the window' },
			value: lit.length,
			unit: '1',
			better: 'neither'
		},
		{
			id: 'roof-area',
			title: { zh: '屋顶面积', en: 'Area of roofs' },
			value: rounded(roofs, 0),
			unit: 'm2',
			better: 'neither'
		},
		{
			id: 'roof-sun',
			title: { zh: '屋顶平均年辐射', en: 'Mean sun on roofs' },
			...ofRoofs(sun, 1),
			unit: 'kW.h/m2/a',
			better: 'more'
		},
		{
			id: 'roof-shade',
			title: { zh: '因遮挡损失的屋顶辐射', en: 'Sun that roofs lose to shade' },
			...ofRoofs((1 - sun / light.openYear) * 100, 2),
			unit: '%',
			better: 'less'
		},
		{
			id: 'capacity',
			title: { zh: '可装机容量', en: 'Plants that fit on roofs' },
			value: rounded(kilowatts / 1000, 3),
			unit: 'MW',
			better: 'more'
		},
		{
			id: 'energy',
			title: { zh: '光伏年发电', en: 'Solar power a year' },
			value: rounded(energy / 1000, 1),
			unit: 'MW.h/a',
			better: 'more'
		},
		{
			id: 'money',
			title: { zh: '年电费收益', en: 'Worth of it a year' },
			value: rounded(energy * price, 0),
			unit: 'CNY/a',
			better: 'more'
		},
		{
			id: 'co2',
			title: { zh: '年减排 CO₂', en: 'CO₂ saved a year' },
			value: rounded((energy * emission) / 1000, 1),
			unit: 't/a',
			better: 'more'
		},
		{
			id: 'cost',
			title: { zh: '总造价', en: 'Cost of the plants' },
			value: rounded(kilowatts * 1000 * cost, 0),
			unit: 'CNY',
			better: 'less'
		},
		{
			id: 'payback',
			title: { zh: '静态回收期', en: 'Years until they are paid' },
			...(energy * price > 0
				? { value: rounded((kilowatts * 1000 * cost) / (energy * price), 1) }
				: { value: null, why: { zh: '没有收益', en: 'They earn nothing' } }),
			unit: 'a',
			better: 'less'
		},
		{
			id: 'ground-hours',
			title: { zh: '地面平均日照时数', en: 'Mean hours of sun on the ground' },
			value: rounded(ground ?? undefined, 2),
			...(ground === null ? { why: { zh: '范围内没有空地', en: 'All of the window is built over' } } : {}),
			unit: 'h',
			better: 'more'
		},
		{
			id: 'open-hours',
			title: { zh: '无遮挡日照时数', en: 'Hours of sun without shade' },
			value: rounded(light.openDay, 2),
			unit: 'h',
			better: 'neither'
		},
		{
			id: 'homes-short',
			title: { zh: '日照不足的住宅楼', en: 'Residential buildings short of sun' },
			...ofHomes(short.length),
			unit: '1',
			better: 'less'
		},
		{
			id: 'residents-short',
			title: { zh: '其中居民', en: 'Residents of them' },
			...ofHomes(Math.round(short.reduce((all, { row }) => all + residents[row]!, 0))),
			unit: '{person}',
			better: 'less'
		},
		{
			id: 'walls-short',
			title: { zh: '日照不足的住宅底层立面', en: 'Ground-floor walls of housing short of sun' },
			...ofHomes(rounded((shortWalls / walls) * 100, 1)!),
			unit: '%',
			better: 'less'
		}
	];
}

import { cameras } from './assets/cameras.ts';
import { airStations, waterGauges } from './assets/stations.ts';
import { facilities, substations } from './assets/facilities.ts';
import { carParks, wasteBins } from './assets/furniture.ts';
import { gasDetectors } from './assets/gas-detectors.ts';
import { lightPoles } from './assets/light-poles.ts';
import { schoolGates } from './assets/school-gates.ts';
import { sewerNodes } from './assets/sewer-nodes.ts';
import { manholeCovers, stormInlets } from './assets/sewers.ts';
import { trafficSignals } from './assets/signals.ts';
import { springs } from './assets/springs.ts';
import { squares } from './assets/squares.ts';
import { underpasses } from './assets/underpasses.ts';
import { namedCityOf, type NamedCity } from './build/buildings.ts';
import { cityOf } from './build/city.ts';
import { surveyOf } from './build/survey.ts';
import type { YunquanOptions } from './plan/options.ts';
import { areaSources } from './sources/areas.ts';
import { buildingSource } from './sources/buildings.ts';
import { greenSource, waterSource } from './sources/ground.ts';
import { groundHeightsSource } from './sources/ground-heights.ts';
import { roadSource } from './sources/roads.ts';
import type { Source } from './sources/source.ts';
import { terrainSource } from './sources/terrain.ts';
import { busLines } from './transit/bus.ts';
import { gtfsSource } from './transit/gtfs.ts';
import type { Line } from './transit/line.ts';
import { metroLines } from './transit/metro.ts';

/** How a source goes into the import: the option that takes it, and the dataset that it becomes. */
export interface YunquanSource extends Source {
	readonly as: 'buildings' | 'roads' | 'water' | 'green' | 'terrain' | 'areas' | 'gtfs' | 'points';
	/** Dataset id, for areas, timetables and points. */
	readonly dataset?: string;
	readonly title?: { readonly zh: string; readonly en: string };
}

/** The whole of Yunquan as open data files, in the forms a real city publishes. Pure: nothing is written. */
export function yunquan(options: YunquanOptions): {
	readonly named: NamedCity;
	readonly sources: readonly YunquanSource[];
} {
	const named = namedCityOf(cityOf(options));
	const survey = surveyOf(named);
	const [districts, subdistricts, communities, grids] = areaSources(named, survey) as [
		Source,
		Source,
		Source,
		Source
	];
	const areas = (source: Source, dataset: string, zh: string, en: string): YunquanSource => ({
		...source,
		as: 'areas',
		dataset,
		title: { zh, en }
	});
	const points = (source: Source, zh: string, en: string): YunquanSource => ({
		...source,
		as: 'points',
		dataset: source.name.replace('.csv', ''),
		title: { zh, en }
	});
	return {
		named,
		sources: [
			{ ...buildingSource(named), as: 'buildings' },
			{ ...roadSource(named), as: 'roads' },
			{ ...waterSource(named, survey), as: 'water' },
			{ ...greenSource(named, survey), as: 'green' },
			{ ...groundHeightsSource(named), as: 'terrain' },
			{ ...terrainSource(named.city.skeleton.plan), as: 'terrain' },
			areas(districts, 'districts', '区', 'Districts'),
			areas(subdistricts, 'subdistricts', '街道', 'Subdistricts'),
			areas(communities, 'communities', '社区', 'Communities'),
			areas(grids, 'grids', '网格', 'Grid cells'),
			...timetable(metroLines(named), 'metro', '地铁时刻表', 'Metro timetable'),
			...timetable(busLines(named), 'bus', '公交时刻表', 'Bus timetable'),
			points(facilities(named, survey), '公共设施', 'Facilities'),
			points(trafficSignals(named), '交通信号灯', 'Traffic signals'),
			points(lightPoles(named), '智慧灯杆', 'Light poles'),
			points(manholeCovers(named), '井盖', 'Manhole covers'),
			points(stormInlets(named), '雨水口', 'Storm inlets'),
			points(carParks(named, survey), '停车场', 'Car parks'),
			points(waterGauges(named), '水位站', 'Water gauges'),
			points(airStations(named), '空气站', 'Air stations'),
			points(substations(survey), '变电站', 'Substations'),
			points(wasteBins(named), '垃圾箱', 'Waste bins'),
			points(sewerNodes(named), '雨水管网', 'Storm sewers'),
			points(underpasses(named), '下穿通道', 'Underpasses'),
			points(springs(named, survey), '名泉', 'Springs'),
			points(squares(named, survey), '人员密集场所', 'Crowded places'),
			points(cameras(named, survey), '视频监控', 'Cameras'),
			points(gasDetectors(named, survey), '燃气探测器', 'Gas detectors'),
			points(schoolGates(named, survey), '校门', 'School gates')
		]
	};
}

/** A timetable; a town too small for lines has none. */
function timetable(lines: readonly Line[], dataset: string, zh: string, en: string): YunquanSource[] {
	return lines.length === 0
		? []
		: [{ ...gtfsSource(`${dataset}.zip`, lines), as: 'gtfs', dataset, title: { zh, en } }];
}

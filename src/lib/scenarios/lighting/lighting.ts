import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultIndicator, ResultNote } from '#lib/model/scenario/result.ts';
import { breathe } from '../breathe.ts';
import { rounded } from '../rounded.ts';
import { LIGHTING_CARD } from './card.ts';
import { darkHours } from './dark-hours.ts';
import { lampEnergy, type LampEnergy } from './energy.ts';
import { LIGHTING_PARAMETERS } from './parameters.ts';
import { cellsLayer, hoursLayer, monthsLayer, zonesLayer } from './result-layers.ts';
import { lightingSettings, type LightingSettings } from './settings.ts';

/** What street lighting needs in a year, and what dimming and new lamps save. */
const lighting: ScenarioModel<'lamps' | 'zones'> = {
	id: 'lighting',
	version: 4,
	title: { zh: '路灯节能', en: 'Street lighting' },
	icon: 'lamp',
	needs: ['lamps', 'zones'],
	after: [],
	edits: [],
	parameters: LIGHTING_PARAMETERS,
	card: LIGHTING_CARD,
	run
};
export default lighting;

async function run(input: ModelInput<'lamps' | 'zones'>): Promise<ModelResult> {
	const { city, parameters, anchor, progress, signal } = input;
	const { lamps, zones } = city;
	const settings = lightingSettings(parameters);
	const dark = darkHours(...anchor, settings.threshold, lamps.timezone);
	progress(0.5);
	await breathe(signal);
	const energy = lampEnergy(lamps, dark, settings);
	progress(0.8);
	await breathe(signal);
	return {
		model: lighting.id,
		version: lighting.version,
		indicators: indicators(lamps.watts, dark, energy, settings),
		layers: [
			cellsLayer(lamps, energy, anchor),
			zonesLayer(lamps, energy, zones),
			monthsLayer(dark, energy),
			hoursLayer(dark, energy)
		],
		notes: notes(energy, settings)
	};
}

function indicators(
	watts: Float32Array,
	dark: Float64Array,
	{ energy, full }: LampEnergy,
	{ price, emission, sodium, replaced, lampCost }: LightingSettings
): ResultIndicator[] {
	const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
	const [used, unsaved] = [sum(energy), sum(full)];
	const saved = unsaved - used;
	const cost = watts.length * sodium * replaced * lampCost;
	return [
		of('lamps', { zh: '灯杆数', en: 'Lamps' }, watts.length, '1', 'neither'),
		of(
			'installed',
			{ zh: '现状装机功率', en: 'Installed today' },
			rounded(sum(watts) / 1000, 1),
			'kW',
			'neither'
		),
		of('dark', { zh: '全年黑暗时长', en: 'Hours of the dark a year' }, rounded(sum(dark), 1), 'h', 'neither'),
		of('energy', { zh: '年用电', en: 'Power used a year' }, rounded(used / 1000, 2), 'MW.h/a', 'less'),
		of(
			'saved',
			{ zh: '比天黑全亮节电', en: 'Saved against full light' },
			rounded(saved / 1000, 2),
			'MW.h/a',
			'more'
		),
		of('saved-share', { zh: '节电率', en: 'Share saved' }, rounded((saved / unsaved) * 100, 2), '%', 'more'),
		of('money', { zh: '年电费', en: 'Bill a year' }, rounded(used * price, 0), 'CNY/a', 'less'),
		of('co2', { zh: '年 CO₂ 排放', en: 'CO₂ a year' }, rounded((used * emission) / 1000, 1), 't/a', 'less'),
		of('cost', { zh: '改造费用', en: 'Cost of new lamps' }, rounded(cost, 0), 'CNY', 'less'),
		{
			...of('payback', { zh: '静态回收期', en: 'Years until they are paid' }, null, 'a', 'less'),
			...(cost > 0 && saved * price > 0
				? { value: rounded(cost / (saved * price), 1) }
				: { why: { zh: '没有改造', en: 'No lamp is replaced' } })
		}
	];
}

function of(
	id: string,
	title: ResultIndicator['title'],
	value: number | null,
	unit: string,
	better: ResultIndicator['better']
): ResultIndicator {
	return { id, title, value, unit, better };
}

function notes({ darkLampHours }: LampEnergy, { sodium, replaced }: LightingSettings): ResultNote[] {
	const off = Math.round(darkLampHours);
	return [
		...(off > 0
			? [
					{
						gravity: 'warning' as const,
						words: {
							zh: `时刻表使路灯在天黑时熄灭，全年合计 ${String(off)} 灯·小时：请确认这些路段可以不照明。`,
							en: `Schedules keep lamps off in the dark for ${String(off)} lamp hours a year: make sure that these streets may be dark.`
						}
					}
				]
			: []),
		...(sodium * (1 - replaced) > 0
			? [
					{
						gravity: 'note' as const,
						words: {
							zh: '未改造的钠灯按全功率计：它们不能调光。',
							en: 'Sodium lamps that stay need all of their power: they cannot be dimmed.'
						}
					}
				]
			: [])
	];
}

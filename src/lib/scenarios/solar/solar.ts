import { saidError } from '#lib/model/said-error.ts';
import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultNote } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';
import { SOLAR_CARD } from './card.ts';
import { Lattice } from '../city/lattice.ts';
import { RESULT_CELL, rasterise } from './height-raster.ts';
import { litWindow } from './lit-window.ts';
import { SOLAR_PARAMETERS } from './parameters.ts';
import { solarIndicators } from './result-indicators.ts';
import { buildingsLayer, groundLayer } from './result-layers.ts';
import { litBuildings } from './roofs.ts';
import { roofPlant } from './roof-plant.ts';
import { solarSettings, type SolarSettings } from './settings.ts';
import { windowMiddle } from './window-middle.ts';

/** Buildings so far around the window cast their shade into it. */
const MARGIN: Metres = 400;

/** Sun and shade among buildings, and what roofs could yield. */
const solar: ScenarioModel<'buildings' | 'footprints'> = {
	id: 'solar',
	version: 2,
	title: { zh: '日照与光伏', en: 'Sun and shade' },
	icon: 'sun',
	needs: ['buildings', 'footprints'],
	after: [],
	edits: [],
	parameters: SOLAR_PARAMETERS,
	card: SOLAR_CARD,
	run
};
export default solar;

async function run(input: ModelInput<'buildings' | 'footprints'>): Promise<ModelResult> {
	const { city, edits, parameters, anchor, progress, signal } = input;
	const settings = solarSettings(parameters);
	const lattice = new Lattice(anchor, RESULT_CELL);
	const place = windowMiddle(settings, edits, city.buildings);
	const middle = lattice.toMetres(...place);
	const { radius } = settings;
	const raster = rasterise(city, lattice, middle, radius + MARGIN, settings.cell);
	const light = await litWindow(raster, place, settings, (done) => progress(done * 0.95), signal);
	const window = { middle, radius, hours: settings.rule.hours };
	const lit = litBuildings(city, lattice, raster, light, window);
	if (lit.length === 0 && settings.where === 'place')
		throw saidError('INPUT_EMPTY', {
			zh: `${place.join('，')} 周围 ${radius} m 内没有建筑，请换个位置或加大半径。`,
			en: `No building stands within ${String(radius)} m of ${place.join(', ')}: choose another place or a larger radius.`
		});
	const plants = lit.map(({ row, roof }) => roofPlant(roof?.sun, city.buildings.area[row]!, settings));
	const ground = groundLayer(lattice, raster, light, window);
	progress(1);
	return {
		model: solar.id,
		version: solar.version,
		indicators: solarIndicators(lit, plants, city.buildings, light, ground.mean, settings).map(
			(indicator) => ({
				...indicator,
				over: windowName(place, radius)
			})
		),
		layers: [buildingsLayer(lit, plants, city.buildings), ground.layer],
		notes: notes(place, settings)
	};
}

const windowName = (place: readonly [number, number], radius: Metres) =>
	[...place.map((degrees) => degrees.toFixed(5)), radius].join(' ');

function notes([lng, lat]: readonly [number, number], { radius, where }: SolarSettings): ResultNote[] {
	const at = `${lng.toFixed(5)}, ${lat.toFixed(5)}`;
	return [
		{
			gravity: 'note',
			words: {
				zh: `计算范围：以 ${at} 为中心、半径 ${String(radius)} 米。`,
				en: `The window is ${String(radius)} m around ${at}.`
			}
		},
		...(where === 'place'
			? []
			: [
					{
						gravity: 'note' as const,
						words: {
							zh: `与其他方案对比合计值时，两边都把“计算范围的中心”设为“指定位置”，坐标填 ${at}。`,
							en: `To compare sums with another scenario choose “a place” at ${at} as the middle of the window in both.`
						}
					}
				])
	];
}

import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultNote } from '#lib/model/scenario/result.ts';
import { demandPoints, type DemandPoints } from '../access/demand.ts';
import { servicePlaces } from '../access/service-places.ts';
import { streetNetwork, type Positions } from '../access/street-network.ts';
import { HORIZON, StreetTravel } from '../access/travel.ts';
import { waysOf } from '../access/ways.ts';
import { breathe } from '../breathe.ts';
import { SITING_CARD } from './card.ts';
import { demandCells, type DemandCells } from './demand-cells.ts';
import { SITING_PARAMETERS, sitingSettings, type SitingSettings } from './parameters.ts';
import { coverageGains, timeGains, type CellTimes } from './site-gains.ts';
import { sitesLayer, sitingIndicators, zonesLayer, type SitingAnswer } from './siting-result.ts';
import { GAP_GOAL, solveSites } from './solve-sites.ts';

type Part = 'roads' | 'zones' | 'buildings' | 'facilities' | 'transit';
type Input = ModelInput<Part>;

/** Cells and candidates that a program has at most: it is solved in seconds then. */
const MOST_CELLS = 400;

/** Where the next facilities of a kind bring most. */
const siting: ScenarioModel<Part> = {
	id: 'siting',
	version: 3,
	title: { zh: '设施选址', en: 'Siting of facilities' },
	icon: 'map-pin-plus',
	needs: ['roads', 'zones', 'buildings', 'facilities', 'transit'],
	after: [],
	edits: [],
	parameters: SITING_PARAMETERS,
	card: SITING_CARD,
	run
};
export default siting;

async function run(input: Input): Promise<ModelResult> {
	const { city, parameters, progress, signal } = input;
	const settings = sitingSettings(parameters);
	const { goal, within, service, count } = settings;
	const demand = demandPoints(city.buildings, city.zones);
	const existing = servicePlaces([service], city);
	const before = travelOf(input, settings, existing, demand).toNearest(existing.ofService[0]!).seconds;
	await breathe(signal);
	// Who is within the limit already has nothing to gain.
	const cells = demandCells(demand, (home) => goal === 'median' || !(before[home]! <= within), MOST_CELLS);
	const times = await cellTimes(input, settings, demand, cells, before);
	const gains = goal === 'coverage' ? coverageGains(times, within) : timeGains(times, HORIZON);
	progress(0.5);
	await breathe(signal);
	const solution = await solveSites({ candidates: cells.point.length, count, gains });
	progress(0.9);
	const sites = solution.built.map((candidate) => cells.point[candidate]!);
	const toSites = travelOf(input, settings, placesOf(demand, sites), demand).toNearest([...sites.keys()]);
	const after = {
		seconds: before.map((seconds, home) => Math.min(seconds, toSites.seconds[home]!)),
		site: toSites.place!.map((site, home) => (toSites.seconds[home]! < before[home]! ? site : -1))
	};
	const answer: SitingAnswer = { settings, zones: city.zones, demand, cells, solution, sites, before, after };
	return {
		model: siting.id,
		version: siting.version,
		indicators: sitingIndicators(answer),
		layers: [sitesLayer(answer), zonesLayer(answer)],
		notes: notes(answer),
		convergence: {
			converged: solution.gap <= GAP_GOAL,
			measure: { zh: '最优性间隙', en: 'Optimality gap' },
			goal: GAP_GOAL,
			residuals: [solution.gap]
		}
	};
}

/** Times between cells and candidates, which are the same places. */
async function cellTimes(
	input: Input,
	settings: SitingSettings,
	demand: DemandPoints,
	{ point, people }: DemandCells,
	before: Float64Array
): Promise<CellTimes> {
	const places = placesOf(demand, point);
	const travel = travelOf(input, settings, places, places);
	const reached = [];
	for (let candidate = 0; candidate < point.length; candidate++) {
		await breathe(input.signal);
		reached.push(travel.reaching(candidate));
		input.progress((0.5 * reached.length) / point.length);
	}
	return { people, now: Float64Array.from(point, (home) => before[home]!), reached };
}

/** On foot, from points to places, within the horizon. */
function travelOf(
	{ city: { roads } }: Input,
	{ walkingSpeed }: SitingSettings,
	places: Positions,
	points: Positions
): StreetTravel {
	const ways = waysOf(roads, 'walk');
	return new StreetTravel(
		streetNetwork({ roads, ways, speed: walkingSpeed, walkingSpeed, places, points }),
		HORIZON
	);
}

function placesOf({ lng, lat }: DemandPoints, homes: ArrayLike<number>): Positions {
	return {
		lng: Array.from(homes, (home) => lng[home]!),
		lat: Array.from(homes, (home) => lat[home]!)
	};
}

function notes({ settings, cells, sites, zones }: SitingAnswer): ResultNote[] {
	const whose =
		settings.goal === 'coverage'
			? { zh: '尚不可达的居民', en: 'residents without one in reach' }
			: { zh: '居民', en: 'residents' };
	const out: ResultNote[] = [
		{
			gravity: 'note',
			words: {
				zh: `${whose.zh}汇总为 ${cells.point.length} 个边长 ${cells.side} m 的格网求解，最靠近每格人口中心的住处也是候选点；效果按每栋住宅复核。`,
				en: `Solved for ${whose.en} gathered in ${cells.point.length} cells of ${cells.side} m; the home nearest to the middle of each cell’s people is a candidate, too. What the sites bring is counted home by home.`
			}
		}
	];
	if (sites.length < settings.count)
		out.push({
			gravity: 'note',
			words: {
				zh: `只需 ${sites.length} 处：再多也不能改善。`,
				en: `${sites.length} are enough: more would bring nothing.`
			}
		});
	if (zones.counted === 'by floor area')
		out.push({
			gravity: 'warning',
			words: {
				zh: '数据中没有人口，居民数按建筑面积估算。',
				en: 'The data do not count people: residents are estimated from floor area.'
			}
		});
	return out;
}

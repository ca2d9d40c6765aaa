import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { breathe } from '../breathe.ts';
import { CARD } from './card.ts';
import { cityEquilibrium } from './city-equilibrium.ts';
import { cityNetworkOf } from './city/city-network.ts';
import { zonesOfASize } from './city/zones-of-a-size.ts';
import { drain } from './drain.ts';
import { linkTimes } from './equilibrium/link-flows.ts';
import { floodedRoads } from './flooded-roads.ts';
import { cityTrips } from './gravity/city-trips.ts';
import { zoneTimes } from './gravity/zone-times.ts';
import { PARAMETERS, trafficSettings } from './parameters.ts';
import { affectedLayer, tripsThroughClosed } from './results/affected-layer.ts';
import { flowLayer } from './results/flow-layer.ts';
import { trafficIndicators } from './results/indicators.ts';
import { trafficNotes } from './results/notes.ts';
import { roadLoads } from './results/road-loads.ts';
import { pairsLayer, zonesLayer, type TripTimes } from './results/zone-layers.ts';

async function run(input: ModelInput<'roads' | 'zones'>): Promise<ModelResult> {
	const { roads, zones: areas } = input.city;
	const { signal, progress } = input;
	const settings = trafficSettings(input.parameters);
	const flooded = floodedRoads(input.earlier['flood']);
	const mostZones = zonesOfASize(settings.zones, roads);
	const city = cityNetworkOf(roads, areas, {
		anchor: input.anchor,
		mostZones,
		alsoClosed: (road) => flooded.has(roads.links.key[road]!)
	});
	progress(0.05);
	await breathe(signal);
	const free = await drain(zoneTimes(city.network, city.network.freeTime), signal);
	const trips = cityTrips(city, areas, free, settings, input);
	const solved = await cityEquilibrium(city, trips.table, {
		gap: settings.gap,
		aim: settings.aim,
		signal,
		progress: (done, residual) => progress(0.1 + done * 0.8, residual)
	});
	const { now, open, network, unserved } = solved;
	const timesOf = (of: typeof network, flow: Float64Array) =>
		drain(zoneTimes(of, linkTimes(of, flow)), signal);
	const times: TripTimes = { trips: trips.table, unserved, now: await timesOf(network, now.flow), free };
	const isClosed = now !== open;
	const through = isClosed ? tripsThroughClosed(city, solved) : undefined;
	const loads = roadLoads(city, now.flow);
	const layers = [
		flowLayer(roads, city.carriageways, loads),
		zonesLayer(areas, city.zones, times),
		pairsLayer(city.zones, times, settings.pairs)
	];
	if (through) {
		const before = await timesOf(city.network, open.flow);
		layers.push(affectedLayer(city, through, times, before, settings.pairs));
	}
	return {
		model: MODEL.id,
		version: MODEL.version,
		indicators: trafficIndicators(city.carriageways, loads, times, through, settings),
		layers,
		notes: trafficNotes(city, trips, solved, {
			floodedRoads: flooded.size,
			peopleByFloorArea: areas.counted === 'by floor area',
			fewerZones: mostZones < Math.min(settings.zones, areas.key.length)
		}),
		convergence: {
			converged: now.converged && open.converged,
			measure: { zh: '相对间隙', en: 'Relative gap' },
			goal: settings.gap,
			residuals: solved.residuals
		}
	};
}

const MODEL: ScenarioModel<'roads' | 'zones'> = {
	id: 'traffic',
	version: 4,
	title: { zh: '道路交通', en: 'Road traffic' },
	icon: 'car',
	needs: ['roads', 'zones'],
	after: ['flood'],
	edits: ['demand'],
	parameters: PARAMETERS,
	card: CARD,
	run
};
export default MODEL;

import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { breathe } from '../breathe.ts';
import type { AccessAnswer, AnsweredService } from './answer.ts';
import { ACCESS_CARD } from './card.ts';
import { coverage } from './coverage.ts';
import { demandPoints, type DemandPoints } from './demand.ts';
import { floatingCatchment, type Catchment, type Reached } from './floating-catchment.ts';
import { floodedBy, type Flooded } from './flooded.ts';
import { ACCESS_PARAMETERS, accessSettings, type AccessSettings } from './parameters.ts';
import { buildingsLayer } from './result/buildings-layer.ts';
import { facilitiesLayer } from './result/facilities-layer.ts';
import { accessIndicators } from './result/indicators.ts';
import { accessNotes } from './result/notes.ts';
import { zonesLayer } from './result/zones-layer.ts';
import { servicePlaces, type ServicePlaces } from './service-places.ts';
import type { Service } from './services.ts';
import { streetNetwork, type StreetNetwork } from './street-network.ts';
import { TransitTravel } from './transit/transit-travel.ts';
import { StreetTravel, type Travel } from './travel.ts';
import { waysOf } from './ways.ts';

type Part = 'roads' | 'zones' | 'buildings' | 'facilities' | 'transit';
type Input = ModelInput<Part>;

/** Who has what within a quarter of an hour: life circles, catchments and their loads. */
const access: ScenarioModel<Part> = {
	id: 'access',
	version: 3,
	title: { zh: '生活圈与可达性', en: 'Access and life circles' },
	icon: 'footprints',
	needs: ['roads', 'zones', 'buildings', 'facilities', 'transit'],
	after: ['flood'],
	edits: [],
	parameters: ACCESS_PARAMETERS,
	card: ACCESS_CARD,
	run
};
export default access;

async function run(input: Input): Promise<ModelResult> {
	const { city, parameters, earlier } = input;
	const settings = accessSettings(parameters);
	const flooded = floodedBy(earlier['flood'], settings.floodDepth, city.roads.links.key, city.facilities.key);
	const demand = demandPoints(city.buildings, city.zones);
	const places = servicePlaces(settings.services, city, flooded?.facilities);
	const network = networkOf(input, settings, demand, places, flooded);
	const travel = await travelBy(input, settings, places, network);
	const answer = await ask(input, settings, { demand, places, network, travel, flooded });
	return {
		model: access.id,
		version: access.version,
		indicators: accessIndicators(answer),
		layers: [buildingsLayer(answer), zonesLayer(answer), facilitiesLayer(answer)],
		notes: accessNotes(answer, city.transit.day)
	};
}

function networkOf(
	{ city: { roads } }: Input,
	{ mode, walkingSpeed, cyclingSpeed }: AccessSettings,
	points: DemandPoints,
	places: ServicePlaces,
	flooded: Flooded | undefined
): StreetNetwork {
	const cycling = mode === 'cycle';
	return streetNetwork({
		roads,
		ways: waysOf(roads, cycling ? 'cycle' : 'walk'),
		...(flooded ? { shut: flooded.links } : {}),
		speed: cycling ? cyclingSpeed : walkingSpeed,
		walkingSpeed,
		places,
		points
	});
}

async function travelBy(
	{ city, signal }: Input,
	{ mode, within: limit, departures, longestWalk, change }: AccessSettings,
	{ stops: stopPlaces }: ServicePlaces,
	network: StreetNetwork
): Promise<Travel> {
	if (mode !== 'transit') return new StreetTravel(network, limit);
	const { transit } = city;
	return TransitTravel.prepare({
		network,
		transit,
		stopPlaces,
		departures,
		limit,
		longestWalk,
		change,
		signal
	});
}

interface Means {
	readonly demand: DemandPoints;
	readonly places: ServicePlaces;
	readonly network: StreetNetwork;
	readonly travel: Travel;
	readonly flooded: Flooded | undefined;
}

async function ask(input: Input, settings: AccessSettings, means: Means): Promise<AccessAnswer> {
	const { demand, places, network, travel, flooded } = means;
	const { city, edits, signal, progress } = input;
	const steps = settings.services.length + places.facilities.length;
	const reached: Reached[] = [];
	for (const [place, row] of places.facilities.entries()) {
		await breathe(signal);
		reached.push(flooded?.facilities[row] === 1 ? { points: [], seconds: [] } : travel.reaching(place));
		progress(reached.length / steps);
	}
	// What an edit took away is missed; what nobody ever wrote down is not.
	const removes = edits.some(({ kind }) => ['facility-remove', 'line-remove', 'stop-remove'].includes(kind));
	const [services, unknown]: [AnsweredService[], Service[]] = [[], []];
	for (const [index, service] of settings.services.entries()) {
		await breathe(signal);
		const facilities = places.facilitiesOfService[index]!;
		if (places.ofService[index]!.length === 0 && facilities.length === 0 && !removes) {
			unknown.push(service);
			continue;
		}
		const times = travel.toNearest(places.ofService[index]!);
		const perUser = capacityPerUser(service, facilities);
		services.push({ service, facilities, times, ...(perUser ? { perUser } : {}) });
		progress((reached.length + index + 1) / steps);
	}
	return {
		settings,
		facilities: city.facilities,
		zones: city.zones,
		demand,
		places,
		services,
		unknown,
		coverage: coverage(
			demand.people,
			services.map(({ times }) => times.seconds),
			settings.within
		),
		peopleInReach: Float64Array.from(reached, ({ points }) =>
			points.reduce((sum, point) => sum + demand.people[point]!, 0)
		),
		flooded: flooded?.facilities,
		cutOff: demand.people.reduce((sum, people, point) => sum + (isCutOff(network, point) ? people : 0), 0)
	};

	function capacityPerUser(service: Service, facilities: readonly number[]): Float64Array | undefined {
		if (!service.seats) return undefined;
		const offers = facilities.flatMap((place): Catchment[] => {
			const supply = city.facilities.capacity[places.facilities[place]!]!;
			return Number.isFinite(supply) ? [{ supply, reached: reached[place]! }] : [];
		});
		if (offers.length === 0) return undefined;
		const users = demand.people.map((people) => people * settings.users.get(service)!);
		return floatingCatchment(users, offers, { within: settings.within });
	}
}

function isCutOff({ points: { toFirst, toSecond } }: StreetNetwork, point: number): boolean {
	return toFirst[point] === Infinity && toSecond[point] === Infinity;
}

import { AppError } from '#lib/model/errors.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { choiceTitle, FACILITY_KINDS } from './choices.ts';
import type { CityPlace, CityRoad, EditCity, TransitRoute, TransitStop, TransitThing } from './edit-city.ts';
import type { EditNames } from './edit-names.ts';
import { shapesOf } from './edit-tools.ts';

/** What edits name by rows and ids, as the city knows it: asked for once, and there a moment later. */
export class CityThings implements EditNames {
	#roads = $state.raw<ReadonlyMap<number, CityRoad>>(new Map());
	#facilities = $state.raw<ReadonlyMap<number, CityPlace>>(new Map());
	#buildings = $state.raw<ReadonlyMap<number, CityPlace>>(new Map());
	#routes = $state.raw<ReadonlyMap<string, TransitRoute>>(new Map());
	#stops = $state.raw<ReadonlyMap<string, TransitStop>>(new Map());
	#error = $state.raw<AppError | undefined>();
	readonly #city: EditCity;
	/** Kinds and ids that were asked for. */
	readonly #asked = new Set<string>();

	constructor(city: EditCity) {
		this.#city = city;
	}

	#waiting = $state(0);

	/** Everything that was asked for is here. */
	get settled(): boolean {
		return this.#waiting === 0;
	}
	/** Why things could not be asked for. */
	get error(): AppError | undefined {
		return this.#error;
	}
	road = (row: number): string | undefined => nameOf(this.#roads.get(row));
	facility = (row: number): string | undefined => {
		const place = this.#facilities.get(row);
		return nameOf(place) || (place?.kind && choiceTitle(FACILITY_KINDS, place.kind));
	};
	route = (dataset: string, route: string): string | undefined =>
		this.#routes.get(keyOf({ dataset, id: route }))?.name;
	stop = (dataset: string, stop: string): string | undefined =>
		this.#stops.get(keyOf({ dataset, id: stop }))?.name;

	roadOf = (row: number): CityRoad | undefined => this.#roads.get(row);
	facilityOf = (row: number): CityPlace | undefined => this.#facilities.get(row);
	buildingOf = (id: number): CityPlace | undefined => this.#buildings.get(id);
	routeOf = (dataset: string, id: string): TransitRoute | undefined =>
		this.#routes.get(keyOf({ dataset, id }));
	stopOf = (dataset: string, id: string): TransitStop | undefined => this.#stops.get(keyOf({ dataset, id }));
	get routes(): readonly TransitRoute[] {
		return [...this.#routes.values()];
	}
	get stops(): readonly TransitStop[] {
		return [...this.#stops.values()];
	}

	/** Asks for what these edits name. */
	want(edits: readonly ScenarioEdit[]): void {
		for (const shape of edits.flatMap(shapesOf)) {
			if (shape.of === 'links') this.wantRoads(shape.rows);
			else if (shape.of === 'facilities') this.wantFacilities(shape.rows);
			else if (shape.of === 'buildings') this.wantBuildings(shape.ids);
			else if (shape.of === 'route') this.wantRoutes();
			else if (shape.of === 'stop') this.wantStops();
		}
	}
	wantRoads(rows: readonly number[]): void {
		this.#ask('road', rows, async (fresh) => {
			const roads = await this.#city.roads(fresh);
			this.#roads = new Map([...this.#roads, ...roads.map((road) => [road.row, road] as const)]);
		});
	}
	wantFacilities(rows: readonly number[]): void {
		this.#ask('facility', rows, async (fresh) => {
			this.#facilities = withPlaces(this.#facilities, await this.#city.facilities(fresh));
		});
	}
	wantBuildings(ids: readonly number[]): void {
		this.#ask('building', ids, async (fresh) => {
			this.#buildings = withPlaces(this.#buildings, await this.#city.buildings(fresh));
		});
	}
	wantRoutes(): void {
		this.#ask('routes', [0], async () => {
			this.#routes = new Map((await this.#city.routes()).map((route) => [keyOf(route), route]));
		});
	}
	wantStops(): void {
		this.#ask('stops', [0], async () => {
			this.#stops = new Map((await this.#city.stops()).map((stop) => [keyOf(stop), stop]));
		});
	}

	#ask(kind: string, ids: readonly number[], load: (fresh: readonly number[]) => Promise<void>): void {
		const fresh = ids.filter((id) => !this.#asked.has(`${kind} ${id}`));
		if (fresh.length === 0) return;
		for (const id of fresh) this.#asked.add(`${kind} ${id}`);
		this.#waiting++;
		load(fresh)
			.then(() => (this.#error = undefined))
			.catch((thrown: unknown) => {
				this.#error = AppError.from(thrown);
				for (const id of fresh) this.#asked.delete(`${kind} ${id}`);
			})
			.finally(() => this.#waiting--);
	}
}

/** In the reader's language, where it has that. */
const nameOf = (
	thing: { readonly name?: string; readonly nameEn?: string } | undefined
): string | undefined => (locale.nameKey === 'en' ? thing?.nameEn : undefined) ?? thing?.name;

const keyOf = ({ dataset, id }: Pick<TransitThing, 'dataset' | 'id'>): string => `${dataset}/${id}`;

const withPlaces = (
	known: ReadonlyMap<number, CityPlace>,
	places: readonly CityPlace[]
): ReadonlyMap<number, CityPlace> =>
	new Map([...known, ...places.map((place) => [place.id, place] as const)]);

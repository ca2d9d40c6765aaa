import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Look, Recolour } from '#lib/model/view-spec.ts';
import { countedInView } from '#lib/layers/styled/in-view.ts';
import type { BuildingValues } from '#workers/analytics/client.ts';
import { colourBuildings, type ColouredBuildings, type Legend } from './colour-buildings.ts';
import { recolourValues } from './recolour-values.ts';
import type { CitySession } from './session.svelte.ts';
import { tokenColour } from './token-colour.ts';
import { withoutGone } from './without-gone.ts';

const CLASSES: Record<Look, number> = { wall: 5, dark: 7, light: 7 };

export const BUILDINGS_LAYER = 'buildings';

/** Colours of the city's buildings as the view asks: values come once, colours follow the look. */
export class Recolouring {
	state = $state<'none' | 'loading' | 'shown' | 'failed'>('none');
	error = $state.raw<AppError | undefined>();
	/** The key, with what of it the picture shows as soon as that is known. */
	readonly legend: Legend | undefined = $derived.by(() => {
		const [painted, places] = [this.#painted, this.#places];
		if (!painted || !places) return painted?.legend;
		return countedInView(painted.legend, this.#ground, places, painted.classOf);
	});
	readonly #session: CitySession;
	#values = $state.raw<BuildingValues | undefined>();
	#painted = $state.raw<ColouredBuildings | undefined>();
	/** Longitude and latitude of each building, by its id. */
	#places = $state.raw<Float32Array | undefined>();
	/** Corners of the ground that the picture shows, counterclockwise. */
	#ground = $state.raw<readonly LngLat[] | undefined>();

	constructor(session: CitySession) {
		this.#session = session;
	}

	/** Asks for the values of a recolouring; runs whenever the view's changes. Returns how to stop. */
	load(recolour: Recolour | undefined): () => void {
		const stop = new AbortController();
		this.error = undefined;
		if (!recolour) {
			this.#values = undefined;
			this.state = 'none';
		} else {
			this.state = 'loading';
			this.#ask(recolour, stop.signal).then(
				(values) => {
					if (stop.signal.aborted) return;
					this.#values = values;
					this.state = 'shown';
					void this.#place().catch(() => undefined); // a key without counts of the picture is still a key
				},
				(thrown: unknown) => {
					if (stop.signal.aborted) return;
					this.#values = undefined;
					this.error = AppError.from(thrown);
					this.state = 'failed';
				}
			);
		}
		return () => stop.abort();
	}

	/** The picture shows this ground, and stands. */
	shows(ground: readonly LngLat[]): void {
		this.#ground = ground;
	}

	/** Paints the scene; runs whenever values, look, chosen classes or the layers that show change. `lit`: the class that stands out. */
	paint(look: Look, visible: boolean, lit?: string): void {
		const { scene, city, mapLook } = this.#session;
		const count = city.scene.buildings?.count ?? 0;
		const values = this.#values;
		const colourOf = (token: string) => tokenColour(token, mapLook);
		if (!scene) return;
		const taken = new Set(
			this.#session.layers.filter(({ id }) => this.#session.view.shows(id)).map(({ swatch }) => swatch.token)
		);
		const { only } = this.#session.view.spec.styles[BUILDINGS_LAYER] ?? {};
		const painted = values && colourBuildings(values, count, CLASSES[look], colourOf, taken, { only, lit });
		this.#painted = painted;
		if (!visible) scene.recolour({ rgba: new Uint8Array(count * 4) });
		else {
			const { buildingsInstead, gone } = this.#session;
			scene.recolour(withoutGone(buildingsInstead ?? painted?.colours, gone, count));
		}
	}

	async #place(): Promise<void> {
		if (this.#places) return;
		const analytics = await this.#session.analytics();
		const places = new Float32Array(2 * (this.#session.city.scene.buildings?.count ?? 0)).fill(NaN);
		for (const [axis, column] of ['lng', 'lat'].entries()) {
			const said = await analytics.buildingColumn(column);
			if (said.kind === 'number')
				said.ids.forEach((id, row) => (places[2 * id + axis] = said.values[row] as number));
		}
		this.#places = places;
	}

	async #ask(recolour: Recolour, signal: AbortSignal): Promise<BuildingValues> {
		return recolourValues(await this.#session.analytics(), recolour, signal);
	}
}

import { AppError } from '#lib/model/errors.ts';
import type { Look, Recolour } from '#lib/model/view-spec.ts';
import type { BuildingValues } from '#workers/analytics/client.ts';
import { colourBuildings, type Legend } from './colour-buildings.ts';
import { recolourValues } from './recolour-values.ts';
import type { CitySession } from './session.svelte.ts';
import { tokenColour } from './token-colour.ts';

const CLASSES: Record<Look, number> = { wall: 5, dark: 7, light: 7 };

export const BUILDINGS_LAYER = 'buildings';

/** Colours of the city's buildings as the view asks: values come once, colours follow the look. */
export class Recolouring {
	state = $state<'none' | 'loading' | 'shown' | 'failed'>('none');
	error = $state.raw<AppError | undefined>();
	legend = $state.raw<Legend | undefined>();
	readonly #session: CitySession;
	#values = $state.raw<BuildingValues | undefined>();

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
		this.legend = painted?.legend;
		if (!visible) scene.recolour({ rgba: new Uint8Array(count * 4) });
		else scene.recolour(this.#session.buildingsInstead ?? painted?.colours);
	}

	async #ask(recolour: Recolour, signal: AbortSignal): Promise<BuildingValues> {
		return recolourValues(await this.#session.analytics(), recolour, signal);
	}
}

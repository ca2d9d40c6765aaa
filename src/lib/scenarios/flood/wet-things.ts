import type { RoadsPart, TerrainPart } from '#lib/model/scenario/city-parts.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { cellAt } from './ground.ts';

/** Water over the ground of a city. */
export class StandingWater {
	readonly #terrain: TerrainPart;
	/** By cell: metres above sea level; −Infinity where it is dry. */
	readonly #surface: Float64Array;
	/** Lowest carriageway by cell and street. */
	readonly #dips = new Map<string, Metres>();

	constructor(terrain: TerrainPart, surface: Float64Array) {
		this.#terrain = terrain;
		this.#surface = surface;
		for (const { lng, lat, street, lowest } of terrain.underpasses)
			if (street !== null) this.#dips.set(`${cellAt(terrain, lng, lat)} ${street}`, lowest);
	}

	/** Over the ground of a cell, whatever dives below it; 0 where it is dry. */
	overCell(cell: number): Metres {
		return Math.max(0, this.#surface[cell]! - this.#terrain.height[cell]!) || 0;
	}

	/** Over the ground at a place; 0 outside of the heights. */
	overPlace(lng: Degrees, lat: Degrees): Metres {
		const cell = cellAt(this.#terrain, lng, lat);
		return cell < 0 ? 0 : this.overCell(cell);
	}

	/** Over the lowest point of an underpass. */
	overDip(lng: Degrees, lat: Degrees, lowest: Metres): Metres {
		const cell = cellAt(this.#terrain, lng, lat);
		return cell < 0 ? 0 : Math.max(0, this.#surface[cell]! - lowest);
	}

	/** The deepest water on a link. Bridges and tunnels have none: their heights are not known. */
	overLink({ links, points }: RoadsPart, link: number): Metres {
		if (links.bridge[link] === 1 || links.tunnel[link] === 1) return 0;
		const { stepLng, stepLat } = this.#terrain;
		const street = links.name[link];
		let deepest = 0;
		for (let point = links.starts[link]! + 1; point < links.starts[link + 1]!; point++) {
			const [lng, lat] = [points.lng[point - 1]!, points.lat[point - 1]!];
			const [east, north] = [points.lng[point]! - lng, points.lat[point]! - lat];
			const pieces = Math.ceil(2 * Math.max(Math.abs(east) / stepLng, Math.abs(north) / stepLat)) || 1;
			for (let piece = 0; piece <= pieces; piece++) {
				const cell = cellAt(this.#terrain, lng + (east * piece) / pieces, lat + (north * piece) / pieces);
				if (cell < 0 || this.#surface[cell] === -Infinity) continue;
				// Where a river runs under a road that nobody calls a bridge, the road is above it.
				if (this.#terrain.water[cell] === 1) continue;
				const dip = street === null ? undefined : this.#dips.get(`${cell} ${street}`);
				const depth = dip === undefined ? this.overCell(cell) : this.#surface[cell]! - dip;
				deepest = Math.max(deepest, depth);
			}
		}
		return deepest;
	}
}

import Flatbush from 'flatbush';
import type { Polygon } from '../../source-records.ts';
import { boundsOf } from '../geojson-features.ts';
import { encloses, pointInside, signedArea } from '../point-inside.ts';
import type { Element } from './emit-element.ts';

/**
 * OpenStreetMap does not say which building a part belongs to: it is the one whose outline the part lies
 * in. Parts are few and wait here while the outlines pass by; of several around it the smallest wins.
 */
export class PartRoots {
	readonly #parts: Element[] = [];
	readonly #points: (readonly [lng: number, lat: number])[] = [];
	#index: Flatbush | undefined;
	#roots: Float64Array = new Float64Array(0);
	#areas: Float64Array = new Float64Array(0);

	add(part: Element): void {
		this.#parts.push(part);
		this.#points.push(part.polygons?.[0] ? pointInside(part.polygons) : [NaN, NaN]);
	}

	/** All parts are in; outlines may come. */
	ready(): void {
		const count = this.#parts.length;
		this.#roots = new Float64Array(count).fill(NaN);
		this.#areas = new Float64Array(count).fill(Infinity);
		if (count === 0) return;
		this.#index = new Flatbush(count);
		// A part without a position stands off the earth, where no outline is.
		for (const [lng, lat] of this.#points)
			this.#index.add(Number.isNaN(lng) ? 999 : lng, Number.isNaN(lat) ? 999 : lat);
		this.#index.finish();
	}

	/** An outline passes: the parts in it are its own, unless a smaller one has them. */
	claim(id: number, polygons: readonly Polygon[]): void {
		if (!this.#index) return;
		const candidates = this.#index.search(...boundsOf(...polygons.map((polygon) => polygon[0]!)));
		if (candidates.length === 0) return;
		const area = polygons.reduce((sum, polygon) => sum + Math.abs(signedArea(polygon[0]!)), 0);
		for (const part of candidates) {
			if (area >= this.#areas[part]! || !encloses(polygons, ...this.#points[part]!)) continue;
			this.#areas[part] = area;
			this.#roots[part] = id;
		}
	}

	/** The parts, each with its building when one was found. */
	*elements(): Generator<Element> {
		for (const [at, part] of this.#parts.entries()) {
			const rootId = this.#roots[at]!;
			yield Number.isNaN(rootId) ? part : { ...part, rootId };
		}
	}
}

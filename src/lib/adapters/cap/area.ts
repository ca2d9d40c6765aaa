import type { LngLat } from '#lib/model/geometry.ts';
import { checkPosition, shortened } from '../support/row-check.ts';
import { circleRing } from './circle.ts';
import { textOf, textsOf, type XmlElement } from './xml-tree.ts';

export interface CapArea {
	readonly name?: string;
	/** One ring; none when the area is only named, or a circle without radius. */
	readonly rings: readonly (readonly LngLat[])[];
	/** Centre of a circle. */
	readonly centre?: LngLat;
}

/** The polygons and circles of an `<area>`, each as an area of its own: rings of one area would be holes. */
export function areasOf(area: XmlElement, reject: (reason: string) => void): readonly CapArea[] {
	const name = textOf(area, 'areaDesc');
	const named = name === undefined ? {} : { name: shortened(name, 1000) };
	const rejectIn = (reason: string) => reject(`area "${shortened(name ?? 'without name')}": ${reason}`);
	const found: CapArea[] = [];
	for (const text of textsOf(area, 'polygon')) {
		const ring = polygonRing(text);
		if (typeof ring === 'string') rejectIn(ring);
		else found.push({ ...named, rings: [ring] });
	}
	for (const text of textsOf(area, 'circle')) {
		const circle = circleOf(text);
		if (typeof circle === 'string') rejectIn(circle);
		else found.push({ ...named, ...circle });
	}
	return found.length > 0 || name === undefined ? found : [{ ...named, rings: [] }];
}

/** `lat,lon lat,lon …` as a closed ring, longitude first; or why it is none. */
function polygonRing(text: string): readonly LngLat[] | string {
	const ring: LngLat[] = [];
	for (const word of text.split(/\s+/)) {
		const position = positionOf(word);
		if (typeof position === 'string') return `polygon left out, ${position}`;
		ring.push(position);
	}
	const [first, last] = [ring[0], ring.at(-1)];
	if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
	return ring.length < 4 ? 'polygon left out, it has fewer than three corners' : ring;
}

/** `lat,lon radius`, the radius in kilometres. */
function circleOf(text: string): Omit<CapArea, 'name'> | string {
	const [centreText = '', radiusText = '', ...more] = text.split(/\s+/);
	const centre = positionOf(centreText);
	if (typeof centre === 'string') return `circle left out, ${centre}`;
	const radius = NUMBER.test(radiusText) ? Number(radiusText) : NaN;
	if (more.length > 0 || !(radius >= 0 && radius <= 10_000))
		return `circle left out, "${shortened(radiusText)}" is no radius from 0 to 10000 km`;
	return { centre, rings: radius === 0 ? [] : [circleRing(centre, radius * 1000)] };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

function positionOf(word: string): LngLat | string {
	const [lat = '', lng = '', ...more] = word.split(',');
	if (more.length > 0 || !NUMBER.test(lat) || !NUMBER.test(lng))
		return `"${shortened(word)}" is not latitude,longitude`;
	const position: LngLat = [Number(lng), Number(lat)];
	const reason = checkPosition(position);
	if (reason === undefined) return position;
	const swapped = checkPosition([position[1], position[0]]) === undefined;
	return swapped ? `${reason}; latitude and longitude seem swapped` : reason;
}

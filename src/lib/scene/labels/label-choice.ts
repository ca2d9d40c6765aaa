import type { CityLabel } from '#lib/model/city.ts';

/** A label ready to be placed: its text as drawn. */
export interface PlacedLabel {
	readonly label: CityLabel;
	readonly text: string;
	readonly size: number;
	readonly italic: boolean;
}

/** From which zoom on a rank shows; ranks are one scale over all kinds. */
const FROM_ZOOM = [0, 8, 11.2, 12.4, 13.1, 13.8, 14.4, 15, 15.5, 16, 16.5] as const;
/** A street of a rank is of use only when one can tell it from its neighbours. */
const STREETS_LATER = 0.7;

const SIZE = { place: 17, district: 15, water: 14, park: 13, street: 12 } as const;

/** Names of the largest things say nothing when the camera is inside them. */
const LARGEST_UNTIL_ZOOM = 15.2;

/** The labels that may show at a zoom; collisions choose among them, lower rank first. */
export function labelsAt(labels: readonly CityLabel[], zoom: number): PlacedLabel[] {
	const chosen: PlacedLabel[] = [];
	for (const label of labels) {
		const from = FROM_ZOOM[Math.min(Math.max(Math.round(label.rank), 0), FROM_ZOOM.length - 1)]!;
		if (zoom < from + (label.kind === 'street' ? STREETS_LATER : 0)) continue;
		if (label.rank <= 1 && zoom > LARGEST_UNTIL_ZOOM) continue;
		chosen.push({ label, text: drawnText(label), size: SIZE[label.kind], italic: label.kind === 'water' });
	}
	return chosen;
}

/** Names of places and districts in Latin letters are spaced capitals; all others stay as they are. */
export function drawnText(label: CityLabel): string {
	if (label.kind !== 'place' && label.kind !== 'district') return label.text;
	if (!/^[\p{Script=Latin}\p{P}\p{N}\s]+$/u.test(label.text)) return label.text;
	return [...label.text.toUpperCase()].join('\u200a');
}

/** A whole degree in −90…90 by which a text along a line is turned to be read from left to right. */
export function readableAngle(dx: number, dy: number): number {
	const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
	const turned = degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees;
	return Math.round(turned);
}

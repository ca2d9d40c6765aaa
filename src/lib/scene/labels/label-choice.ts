import type { CityLabel } from '#lib/model/city.ts';

/** A label ready to be placed: its text as drawn. */
export interface PlacedLabel {
	readonly label: CityLabel;
	readonly text: string;
	readonly size: number;
	readonly italic: boolean;
}

/** From which zoom on a kind of label shows; each rank after the first waits `perRank` longer. */
const FROM_ZOOM = {
	place: { zoom: 8, perRank: 0.35 },
	district: { zoom: 12, perRank: 0.28 },
	water: { zoom: 10.5, perRank: 0.5 },
	park: { zoom: 13.4, perRank: 0.45 },
	street: { zoom: 15.2, perRank: 0.4 }
} as const;

const SIZE = { place: 17, district: 15, water: 14, park: 13, street: 12 } as const;

/** Places fade out when the camera is among them. */
const PLACE_UNTIL_ZOOM = 15.5;

/** The labels that may show at a zoom; collisions choose among them, lower rank first. */
export function labelsAt(labels: readonly CityLabel[], zoom: number): PlacedLabel[] {
	const chosen: PlacedLabel[] = [];
	for (const label of labels) {
		const { zoom: from, perRank } = FROM_ZOOM[label.kind];
		if (zoom < from + perRank * Math.max(label.rank - 1, 0)) continue;
		if (label.kind === 'place' && zoom > PLACE_UNTIL_ZOOM) continue;
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

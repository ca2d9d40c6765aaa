import { CollisionFilterExtension } from '@deck.gl/extensions';
import { TextLayer } from '@deck.gl/layers';
import type { Layer } from '@deck.gl/core';
import type { Rgba } from '../tokens.ts';
import type { CityLabel } from '#lib/model/city.ts';

export const LABEL_FONT = "'Inter Variable', 'Noto Sans SC Variable', 'Noto Sans SC', sans-serif";
export const LABEL_WEIGHT = '600';

export interface LabelRow {
	readonly label: CityLabel;
	/** As drawn. */
	readonly text: string;
	/** Pixels at the target's distance. */
	readonly size: number;
	readonly position: readonly [number, number, number];
	/** Degrees anticlockwise on screen. */
	readonly angle: number;
}

export interface LabelColours {
	readonly major: Rgba;
	readonly minor: Rgba;
	readonly halo: Rgba;
}

/**
 * All labels in one text layer: several layers in one collision group lose their priorities
 * (deck.gl #9479).
 */
export function labelLayer(
	rows: readonly LabelRow[],
	colours: LabelColours,
	characters: readonly string[]
): Layer {
	return new TextLayer<LabelRow>({
		id: 'labels',
		data: rows as LabelRow[],
		pickable: false,
		getText: (row) => row.text,
		getPosition: (row) => row.position as [number, number, number],
		getSize: (row) => row.size,
		getAngle: (row) => row.angle,
		getColor: (row) =>
			row.label.kind === 'street' || row.label.kind === 'park' ? colours.minor : colours.major,
		fontFamily: LABEL_FONT,
		fontWeight: LABEL_WEIGHT,
		characterSet: characters as string[],
		fontSettings: { sdf: true, fontSize: 48, buffer: 8, radius: 12, cutoff: 0.22 },
		outlineWidth: 3,
		outlineColor: colours.halo,
		billboard: true,
		parameters: { depthCompare: 'always', depthWriteEnabled: false },
		extensions: [new CollisionFilterExtension()],
		// the extension's own property, absent from TextLayer's type
		...{
			collisionEnabled: true,
			collisionGroup: 'labels',
			getCollisionPriority: (row: LabelRow) => 900 - 10 * row.label.rank,
			collisionTestProps: { sizeScale: 1 }
		}
	});
}

import { DataType, type Schema } from 'apache-arrow';
import type { ShapeColumn } from '../geometry/shape-column.ts';

/** The column of well-known binary that a schema marks as GeoArrow does, or that is named like one. */
export function geometryField({ fields }: Schema): ShapeColumn | undefined {
	const found = fields.find(
		({ name, type, metadata }) =>
			DataType.isBinary(type) &&
			(/wkb$/i.test(metadata.get('ARROW:extension:name') ?? '') || /^(geometry|geom|wkb)$/i.test(name))
	);
	if (!found) return undefined;
	const crs = crsOf(found.metadata.get('ARROW:extension:metadata'));
	return { column: found.name, encoding: 'WKB', ...(crs !== undefined && { crs }) };
}

function crsOf(metadata: string | undefined): string | undefined {
	if (metadata === undefined) return undefined;
	const { crs } = JSON.parse(metadata) as {
		crs?: string | { id?: { authority: string; code: string | number } };
	}; // GeoArrow
	if (typeof crs === 'string') return crs;
	return crs?.id && `${crs.id.authority}:${crs.id.code}`;
}

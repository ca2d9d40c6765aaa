import { DataType, type Field, type Schema } from 'apache-arrow';
import { z } from 'zod';
import type { ShapeColumn } from '../geometry/shape-column.ts';

const CRS = z.object({ id: z.object({ authority: z.string(), code: z.union([z.string(), z.number()]) }) });
/** The parts of GeoParquet 1.1 that say where geometries are. */
const GEO = z.object({
	primary_column: z.string(),
	columns: z.record(
		z.string(),
		z.object({
			encoding: z.string(),
			crs: CRS.optional().catch(undefined),
			covering: z
				.object({ bbox: z.object({ xmin: z.array(z.string()) }) })
				.optional()
				.catch(undefined)
		})
	)
});
const GEOARROW = z.object({ crs: z.union([z.string(), CRS]) });

/**
 * Where a table's geometry is: as its `geo` entry says (GeoParquet), in a column marked as GeoArrow's well-known binary, or
 * in one of binaries that is named like a geometry.
 */
export function shapeColumnOf({ fields, metadata }: Schema): ShapeColumn | undefined {
	return byGeo(metadata.get('geo')) ?? byField(fields);
}

function byGeo(text: string | undefined): ShapeColumn | undefined {
	const { data: geo } = GEO.safeParse(jsonOf(text));
	const column = geo?.columns[geo.primary_column];
	if (!geo || !column) return undefined;
	const { encoding, covering, crs } = column;
	const box = covering?.bbox.xmin[0];
	return {
		column: geo.primary_column,
		encoding,
		...(box !== undefined && { box }),
		...(crs && { crs: nameOf(crs) })
	};
}

function byField(fields: readonly Field[]): ShapeColumn | undefined {
	const found = fields.find(
		({ name, type, metadata }) =>
			(DataType.isBinary(type) || DataType.isLargeBinary(type)) &&
			(/wkb$/i.test(metadata.get('ARROW:extension:name') ?? '') || /^(geometry|geom|wkb)$/i.test(name))
	);
	if (!found) return undefined;
	const { data } = GEOARROW.safeParse(jsonOf(found.metadata.get('ARROW:extension:metadata')));
	return { column: found.name, encoding: 'WKB', ...(data && { crs: nameOf(data.crs) }) };
}

const nameOf = (crs: string | z.infer<typeof CRS>): string =>
	typeof crs === 'string' ? crs : `${crs.id.authority}:${crs.id.code}`;

function jsonOf(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? '') as unknown;
	} catch {
		return undefined;
	}
}

import type { ShapeColumn } from '../geometry/shape-column.ts';

/** What the `geo` entry of a GeoParquet file says of its geometry (GeoParquet 1.1); undefined without one. */
export function readGeoMetadata(text: string | undefined): ShapeColumn | undefined {
	if (text === undefined) return undefined;
	const { primary_column: column, columns } = JSON.parse(text) as {
		primary_column: string;
		columns: Readonly<
			Record<
				string,
				{
					encoding: string;
					crs?: { id?: { authority: string; code: string | number } } | null;
					covering?: { bbox?: { xmin?: readonly string[] } };
				}
			>
		>;
	}; // GeoParquet 1.1
	const { crs, covering, encoding = 'WKB' } = columns[column] ?? {};
	const box = covering?.bbox?.xmin?.[0];
	return {
		column,
		encoding,
		...(box !== undefined && { box }),
		...(crs?.id && { crs: `${crs.id.authority}:${crs.id.code}` })
	};
}

import type { Mesh, Object3D } from 'three';
import type { ModelProperties } from '../contract.ts';

/** A thing in a model. */
export interface ModelFeature {
	readonly name?: string;
	readonly properties: ModelProperties;
	/** Its number among those of the mesh; absent when the mesh is one thing. */
	readonly number?: number;
}

/** What the tiles renderer and our own files leave beside a mesh for the things in it. */
interface Tables {
	readonly meshFeatures?: {
		getFeatureInfo(): readonly { readonly attribute?: number; readonly propertyTable: number | null }[];
	};
	readonly structuralMetadata?: { getPropertyTableData(table: number, id: number): object };
	/** Of CityJSON: what is known of each object, by its number. */
	readonly cityObjects?: readonly object[];
}
interface Batched extends Object3D {
	readonly batchTable?: { readonly count: number; getDataFromId(id: number): object };
}

/** Names by which files call their things, the most telling first. */
const NAMES = ['name', '名称', 'title', 'label', 'gml:name', 'gml:id', 'gml_id', 'id'];
/** Vectors of a property are said, longer lists are not. */
const MOST_VALUES = 16;

/** Name of the attribute that numbers the things of a mesh; undefined: the mesh is one. */
export function featureAttribute({ geometry, userData }: Mesh): string | undefined {
	const info = (userData as Tables).meshFeatures?.getFeatureInfo();
	const said = info?.find(({ attribute }) => attribute !== undefined)?.attribute;
	return [`_feature_id_${said ?? 0}`, '_batchid'].find((name) => geometry.hasAttribute(name));
}

/** What the model says of the thing that a vertex of a mesh, or one of its instances, is of. */
export function featureOf(mesh: Mesh, vertex: number, instance?: number): ModelFeature {
	const attribute = featureAttribute(mesh);
	const numbers = attribute === undefined ? undefined : mesh.geometry.getAttribute(attribute);
	const number = numbers ? Math.round(numbers.getX(vertex)) : undefined;
	const properties: Record<string, string | number | boolean> = {};
	let name: string | undefined;
	for (let at: Object3D | null = mesh; at; at = at.parent) {
		const { name: said, ...extras } = at.userData as Readonly<Record<string, unknown>>;
		if (typeof said === 'string' && said !== '') name ??= said;
		for (const [key, value] of plain(extras)) properties[key] ??= value;
	}
	const row = number ?? instance;
	if (row !== undefined) Object.assign(properties, Object.fromEntries(plain(rowOf(mesh, row))));
	const called = nameIn(properties) ?? name;
	return {
		...(called !== undefined && { name: called }),
		properties,
		...(number !== undefined && { number })
	};
}

/** The row of a thing's number in whatever table the model came with; empty when there is none. */
function rowOf(mesh: Mesh, number: number): object {
	const { meshFeatures, structuralMetadata, cityObjects } = mesh.userData as Tables;
	if (cityObjects) return cityObjects[number] ?? {};
	const table = meshFeatures?.getFeatureInfo().find(({ propertyTable }) => propertyTable !== null);
	if (structuralMetadata && typeof table?.propertyTable === 'number')
		return structuralMetadata.getPropertyTableData(table.propertyTable, number);
	let root: Batched | null = mesh;
	while (root && !root.batchTable) root = root.parent;
	const batches = root?.batchTable;
	return batches && number >= 0 && number < batches.count ? batches.getDataFromId(number) : {};
}

function nameIn(properties: ModelProperties): string | undefined {
	const keys = Object.keys(properties);
	for (const wanted of NAMES) {
		const key = keys.find((one) => one.toLowerCase() === wanted);
		if (key !== undefined) return String(properties[key]);
	}
	return undefined;
}

/** What of an object can be read: numbers, texts, truths, and short lists of them. */
function plain(object: object): [string, string | number | boolean][] {
	return Object.entries(object).flatMap(([key, value]): [string, string | number | boolean][] => {
		const said = sayable(value);
		return said === undefined ? [] : [[key, said]];
	});
}

function sayable(value: unknown): string | number | boolean | undefined {
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (typeof value === 'boolean') return value;
	const list = listOf(value);
	if (!list || list.length === 0 || list.length > MOST_VALUES) return undefined;
	const said = list.map(sayable);
	return said.includes(undefined) ? undefined : said.join(', ');
}

function listOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (ArrayBuffer.isView(value)) return [...(value as Uint8Array)]; // a list of numbers of whatever kind
	const vector = value as { toArray?: () => unknown[] } | null; // three's vectors and matrices
	return typeof vector?.toArray === 'function' ? vector.toArray() : undefined;
}

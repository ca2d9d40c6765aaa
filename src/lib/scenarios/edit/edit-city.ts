import type { CityParts, PartName } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { CityReader } from '../city/city-reader.ts';
import { PART_EDITS, type PartEdits } from './part-edits.ts';

interface Edited {
	readonly edits: string;
	readonly city: CityReader;
}

/** The last edits of each city: models that are run over one scenario share its parts. */
const lastEdited = new WeakMap<CityReader, Edited>();

/**
 * The city after edits, part by part: a part that no edit concerns is the city's own. Parts throw INPUT_INVALID naming
 * an edit that cannot be made.
 */
export function editCity(city: CityReader, edits: readonly ScenarioEdit[]): CityReader {
	const text = canonicalJson(edits);
	const last = lastEdited.get(city);
	if (last?.edits === text) return last.city;
	const edited = lazilyEdited(city, edits);
	lastEdited.set(city, { edits: text, city: edited });
	return edited;
}

function lazilyEdited(city: CityReader, edits: readonly ScenarioEdit[]): CityReader {
	const parts = new Map<PartName, Promise<CityParts[PartName]>>();
	const edit = async <N extends PartName>(name: N): Promise<CityParts[N]> => {
		const editor = PART_EDITS[name] as PartEdits<N> | undefined; // TypeScript loses N in the lookup
		const part = await city.part(name);
		const concerns = edits.some(({ kind }) => editor?.kinds.includes(kind));
		return editor && concerns ? editor.edit(part, edits, city) : part;
	};
	return {
		manifest: city.manifest,
		part<N extends PartName>(name: N) {
			let part = parts.get(name) as Promise<CityParts[N]> | undefined; // set below under its own name
			if (!part) {
				part = edit(name);
				parts.set(name, part);
				part.catch(() => parts.delete(name));
			}
			return part;
		}
	};
}

import MapPin from '@lucide/svelte/icons/map-pin';
import { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatPosition } from '#lib/ui/format.ts';
import type { Commands } from '../explore/commands.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { askPalette, readPosition, type Found } from './ask-palette.ts';
import { placeEntry, recentEntry, thingEntry } from './found-entries.ts';
import { alarmEntries, commandEntries, layerEntries, timeEntries } from './own-entries.ts';
import { loadSpell } from './load-spell.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { rankEntries, type Spell } from './rank-entries.ts';
import { readQuery } from './read-query.ts';
import { readRecent, type Recent } from './recent.ts';

const MOST_SHOWN = 14;
const WAIT_MS = 120;
/** Fewer letters find too much. Of Chinese one is a word. */
const ENOUGH = /^(..|\p{Script=Han})/u;
const NOTHING: Found = { places: [], things: [] };

/** What somebody types into the command box, and what it offers for that. */
export class Palette {
	text = $state('');
	#found = $state.raw<Found>(NOTHING);
	#recent = $state.raw<readonly Recent[]>([]);
	#spell = $state.raw<Spell | undefined>();
	/** The server is being asked. */
	busy = $state(false);
	/** Why it could not be; undefined when it could. */
	error = $state.raw<AppError | undefined>();
	readonly #session: CitySession;
	readonly #commands: () => Commands;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | undefined;

	readonly #query = $derived(readQuery(this.text));
	readonly empty: boolean = $derived(this.text.trim() === '');
	readonly entries: readonly PaletteEntry[] = $derived.by(() => this.#offer().slice(0, MOST_SHOWN));

	constructor(session: CitySession, commands: () => Commands) {
		this.#session = session;
		this.#commands = commands;
	}

	/** The box was opened. */
	open(): void {
		this.#recent = readRecent(this.#session.city.id);
		if (!this.#spell) void loadSpell().then((spell) => (this.#spell = spell));
	}

	/** Something was typed. */
	typed(): void {
		clearTimeout(this.#timer);
		this.#asking?.abort();
		const { scope, words } = this.#query;
		if (!ENOUGH.test(words) || (scope !== 'all' && scope !== 'things')) {
			this.#found = NOTHING;
			this.busy = false;
			return;
		}
		this.busy = true;
		this.#timer = setTimeout(() => void this.#ask(words, scope === 'all'), WAIT_MS);
	}

	clear(): void {
		this.text = '';
		this.typed();
	}

	async #ask(words: string, wantPlaces: boolean): Promise<void> {
		const asking = new AbortController();
		this.#asking = asking;
		try {
			this.#found = await askPalette(words, wantPlaces, asking.signal);
			this.error = undefined;
		} catch (thrown) {
			if (asking.signal.aborted) return;
			this.#found = NOTHING;
			this.error = AppError.from(thrown);
		}
		this.busy = false;
	}

	#offer(): PaletteEntry[] {
		const session = this.#session;
		const { scope, words } = this.#query;
		const rank = (entries: PaletteEntry[]) => rankEntries(entries, words, this.#spell);
		const commands = () => rank(commandEntries(this.#commands()));
		const things = () => this.#found.things.map((hit) => thingEntry(session, hit));
		switch (scope) {
			case 'commands':
				return commands();
			case 'layers':
				return rank(layerEntries(session));
			case 'things':
				return things();
			case 'time':
				return timeEntries(session, words);
			case 'alarms':
				return rank(alarmEntries(session));
		}
		if (words === '') return [...this.#recent.map((kept) => recentEntry(session, kept)), ...commands()];
		return [
			...this.#position(),
			...this.#found.places.map((hit) => placeEntry(session, hit)),
			...things().slice(0, 5),
			...rank(layerEntries(session)).slice(0, 6),
			...rank(alarmEntries(session)).slice(0, 3),
			...timeEntries(session, words).filter(({ id }) => id === 'time:typed'),
			...commands()
		];
	}

	#position(): PaletteEntry[] {
		const place = readPosition(this.text);
		if (!place) return [];
		return [
			{
				id: 'position',
				icon: MapPin,
				title: formatPosition(place.lng, place.lat),
				note: m.search_position(),
				act: () => this.#session.scene?.flyTo({ ...place, zoom: 16 })
			}
		];
	}
}

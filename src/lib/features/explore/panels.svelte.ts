const KEY = 'cityloop-panels';

interface Stored {
	layers: number;
	inspector: number;
	dock: number;
	layersOpen: boolean;
	inspectorOpen: boolean;
	dockOpen: boolean;
}

export const PANEL_LIMITS = { layers: [240, 480], inspector: [280, 520], dock: [160, 640] } as const;
const STANDARD: Stored = {
	layers: 304,
	inspector: 344,
	dock: 264,
	layersOpen: true,
	inspectorOpen: true,
	dockOpen: true
};

/** Sizes of the panels and which are open; kept in this browser, no part of a link. */
export class Panels {
	#stored = $state<Stored>(STANDARD);

	constructor() {
		this.#stored = { ...STANDARD, ...read() };
	}

	get sizes(): Readonly<Stored> {
		return this.#stored;
	}
	resize(panel: 'layers' | 'inspector' | 'dock', size: number): void {
		this.#keep({ [panel]: size });
	}
	toggle(panel: 'layersOpen' | 'inspectorOpen' | 'dockOpen', open = !this.#stored[panel]): void {
		this.#keep({ [panel]: open });
	}

	#keep(patch: Partial<Stored>): void {
		this.#stored = { ...this.#stored, ...patch };
		try {
			localStorage.setItem(KEY, JSON.stringify(this.#stored));
		} catch {
			// Storage is full or forbidden: the layout holds for this visit.
		}
	}
}

function read(): Partial<Stored> {
	try {
		const value = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
		const kept = Object.entries(STANDARD).filter(
			([name, standard]) => typeof value[name] === typeof standard
		);
		return Object.fromEntries(kept.map(([name]) => [name, value[name]]));
	} catch {
		return {}; // written by hand or by another version
	}
}

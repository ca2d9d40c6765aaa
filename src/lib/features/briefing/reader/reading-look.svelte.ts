import { applyLook } from '#lib/state/apply-look.ts';

const KEY = 'cityloop-reading-look';
type ReadingLook = 'light' | 'dark';

/** Briefings are read on light paper unless their reader wants them dark; the desks keep their own look. */
class ReadingLookChoice {
	#current = $state<ReadingLook>('light');

	get current(): ReadingLook {
		return this.#current;
	}
	/** Takes the look of the address, else the reader's last choice. Returns what puts the desks' look back. */
	show(): () => void {
		const before = document.documentElement.dataset['look'];
		const asked = new URLSearchParams(location.search).get('look') ?? kept();
		this.#current = asked === 'dark' ? 'dark' : 'light';
		applyLook(this.#current, false);
		return () => {
			if (before !== undefined) document.documentElement.dataset['look'] = before;
		};
	}
	toggle(): void {
		this.#current = this.#current === 'light' ? 'dark' : 'light';
		applyLook(this.#current, false);
		try {
			localStorage.setItem(KEY, this.#current);
		} catch {
			// Storage is full or forbidden: it holds for this visit.
		}
	}
}

function kept(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null; // storage is forbidden
	}
}

export const readingLook = new ReadingLookChoice();

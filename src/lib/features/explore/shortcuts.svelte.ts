const KEY = 'cityloop-single-keys';

/** Whether single keys act as shortcuts; kept in this browser (WCAG 2.1.4: they can be switched off). */
class Shortcuts {
	#on = $state(read());

	get on(): boolean {
		return this.#on;
	}
	set on(on: boolean) {
		this.#on = on;
		try {
			localStorage.setItem(KEY, on ? 'on' : 'off');
		} catch {
			// Storage is full or forbidden: the choice holds for this visit.
		}
	}
}

function read(): boolean {
	try {
		return localStorage.getItem(KEY) !== 'off';
	} catch {
		return true;
	}
}

export const shortcuts = new Shortcuts();

/** A plain page of an engine, as its own guide begins it. */
export interface PlainPage {
	/** Pixels of the canvas as it stands on the page, RGBA. */
	picture(): Uint8ClampedArray;
	/** Takes the context away; `givenBack`: gives it back after a tenth of a second, as Chromium does to who asks for it. */
	lose(givenBack: boolean): void;
}

export interface ContextLossPage {
	/** Resolves when the engine has drawn. */
	readonly opened: Promise<void>;
	/** Loses the context; how many of `within` ms passed until every pixel was back, infinite when they were not. */
	lose(givenBack: boolean, within: number): Promise<number>;
}

const container = document.querySelector<HTMLElement>('#scene')!;
const who = new URLSearchParams(location.search).get('who');

const opening: Promise<PlainPage> =
	who === 'cesium'
		? import('./plain-cesium.ts').then(({ openPlainCesium }) => openPlainCesium(container))
		: import('./plain-deck.ts').then(({ openPlainDeck }) => openPlainDeck(container));

const contextLoss: ContextLossPage = {
	opened: opening.then(() => undefined),
	async lose(givenBack, within) {
		const page = await opening;
		const before = page.picture();
		if (new Set(before).size < 8) throw new Error('nothing was drawn before the loss');
		const from = performance.now();
		page.lose(givenBack);
		while (performance.now() - from < within) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			const now = page.picture();
			if (now.length === before.length && now.every((value, i) => value === before[i]))
				return performance.now() - from;
		}
		return Infinity;
	}
};
Object.assign(window, { contextLoss });

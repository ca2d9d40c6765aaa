/** Layers front to back: those that show, and every one that has shown, so that a hidden one comes back to its place. */
export interface LayerOrder {
	readonly known: readonly string[];
	readonly shown: readonly string[];
}

/** Shows or hides a layer. One that has not been shown yet comes to the front. */
export function withLayer({ known, shown }: LayerOrder, layer: string, visible: boolean): LayerOrder {
	const order = known.includes(layer) ? known : [layer, ...known];
	const next = new Set(shown);
	if (visible) next.add(layer);
	else next.delete(layer);
	return { known: order, shown: order.filter((id) => next.has(id)) };
}

/** Puts a layer in another's place in the list: those between move by one. */
export function movedTo({ known, shown }: LayerOrder, layer: string, place: string): LayerOrder {
	const [from, to] = [known.indexOf(layer), known.indexOf(place)];
	if (from < 0 || to < 0 || from === to) return { known, shown };
	const order = known.filter((id) => id !== layer);
	order.splice(to, 0, layer);
	return { known: order, shown: order.filter((id) => shown.includes(id)) };
}

/** Out of the list, and not shown. */
export const without = ({ known, shown }: LayerOrder, layer: string): LayerOrder => ({
	known: known.filter((id) => id !== layer),
	shown: shown.filter((id) => id !== layer)
});

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

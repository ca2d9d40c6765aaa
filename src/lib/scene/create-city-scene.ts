import type { Camera } from '#lib/model/city.ts';
import { firstView } from '#lib/model/first-view.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { Look } from '#lib/model/view-spec.ts';
import type {
	BuildingColours,
	CityScene,
	GroundPick,
	ModelSource,
	MoverStyle,
	OverlayBuilder,
	OverlayLevel,
	Pick,
	PicturePart,
	SceneEvents,
	SceneOptions
} from './contract.ts';
import type { MoverTarget } from './motion/mover-layers.ts';
import { Picture } from './picture.ts';
import { SceneFrame } from './scene-frame.ts';
import { watchCameraKeys } from './view/camera-keys.ts';
import { CameraMotion } from './view/camera-motion.ts';
import { ContextKeeper } from './view/context-keeper.ts';
import { EventHub } from './view/event-hub.ts';
import { createHover } from './view/hover.ts';
import { watchPointer } from './view/pointer.ts';
import { RenderReport } from './view/render-report.ts';
import { probeContext, type StageOptions } from './view/stage.ts';

export function createCityScene(container: HTMLElement, options: SceneOptions): CityScene {
	return new Scene(container, options);
}

/** See CityScene. Owns the pieces that outlive GPU contexts, and puts them together into one picture. */
class Scene implements CityScene {
	readonly #container: HTMLElement;
	readonly #options: SceneOptions;
	readonly #frame: SceneFrame;
	readonly #events = new EventHub<SceneEvents>();
	readonly #picture: Picture;
	readonly #motion: CameraMotion;
	readonly #report: RenderReport;
	readonly #context: ContextKeeper;
	#part: PicturePart | undefined;
	readonly #abort = new AbortController();
	readonly #stopPointer: () => void;
	readonly #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
	/** Software GL pays for every sample. */
	readonly #software: boolean;
	#doubleClickZoom = true;
	#disposed = false;

	constructor(container: HTMLElement, options: SceneOptions) {
		this.#container = container;
		this.#options = options;
		this.#part = options.part;
		this.#frame = new SceneFrame(options.city.anchor);
		if (getComputedStyle(container).position === 'static') container.style.position = 'relative';
		const renderer = probeContext();
		this.#software = /llvmpipe|swiftshader|software/i.test(renderer ?? '');
		this.#picture = new Picture({
			container,
			scene: options,
			frame: this.#frame,
			part: () => this.#part,
			stage: () => this.#context.stage,
			motion: () => this.#motion,
			report: () => this.#report
		});
		this.#motion = this.#createMotion();
		this.#context = this.#createContext();
		this.#report = new RenderReport({
			events: this.#events,
			renderer: renderer ?? '',
			speaks: options.second !== true,
			facts: () => this.#picture.facts,
			isRefused: () => this.#context.refused
		});
		this.#picture.loadLabels();
		this.#stopPointer = this.#watchPointer();
		watchCameraKeys(
			container,
			{
				northUp: () => this.flyTo({ ...this.camera, bearing: 0 }),
				home: () => this.flyTo(this.#firstView())
			},
			this.#abort.signal
		);
		this.#report.publish('loading');
		this.#context.start(renderer !== undefined);
	}

	get frame() {
		return this.#frame.local;
	}

	get camera(): Camera {
		return this.#motion.camera;
	}

	on<K extends keyof SceneEvents>(event: K, listener: SceneEvents[K]): () => void {
		return this.#events.on(event, listener);
	}

	setCamera(camera: Camera): void {
		this.#motion.set(camera);
	}

	setPart(part: PicturePart | undefined): void {
		if (JSON.stringify(part) === JSON.stringify(this.#part)) return;
		this.#part = part;
		const { stage } = this.#context;
		stage?.setSlice(part?.slice);
		stage?.setViewState(this.#motion.deckView);
		this.#picture.moved();
	}

	flyTo(target: Partial<Camera> & { lng: number; lat: number }): void {
		this.#motion.flyTo(target);
	}

	follow(target: MoverTarget | undefined): void {
		this.#motion.follow(target);
	}

	setLook(look: Look): void {
		this.#picture.setLook(look);
	}

	refreshSun(): void {
		this.#picture.applyLook();
	}

	setOverlay(id: string, build: OverlayBuilder | undefined, level: OverlayLevel = 'map'): void {
		this.#picture.overlays.set(id, build, level);
		this.#picture.updateLayers();
	}

	orderOverlays(front: readonly string[]): void {
		if (this.#picture.overlays.order(front)) this.#picture.updateLayers();
	}

	addMovers(layer: string, style: MoverStyle): MotionSink {
		this.removeMovers(layer);
		const sink = this.#picture.movers.add(layer, style);
		this.#picture.updateLayers();
		return sink;
	}

	removeMovers(layer: string): void {
		if (this.#picture.movers.remove(layer)) this.#picture.updateLayers();
		this.#motion.unfollow(layer);
	}

	addModel(id: string, source: ModelSource): Promise<void> {
		return this.#picture.body.models.add(id, source);
	}

	removeModel(id: string): void {
		this.#picture.body.models.remove(id);
	}

	selectModel(target: { readonly layer: string; readonly part: string } | undefined): void {
		this.#picture.body.models.select(target);
		this.#picture.body.invalidate();
	}

	recolour(colours: BuildingColours | undefined): void {
		this.#picture.body.features.set(colours?.rgba);
		this.#picture.applyLook();
		this.#picture.body.invalidate(true);
	}

	selectBuilding(id: number | undefined): void {
		this.#picture.body.features.select(id);
		this.#picture.body.invalidate();
	}

	selectMover(target: MoverTarget | undefined): void {
		this.#picture.movers.selected = target;
		this.#picture.redraw();
	}

	setLabelsVisible(visible: boolean): void {
		this.#picture.setLabelsVisible(visible);
	}
	setLabelsEnglish(english: boolean): void {
		this.#picture.setLabelsEnglish(english);
	}

	pick(x: number, y: number): Pick | undefined {
		return this.#picture.pointing.pick(x, y);
	}

	groundAt(x: number, y: number): GroundPick | undefined {
		return this.#picture.pointing.groundAt(x, y);
	}

	setDataComing(coming: boolean): void {
		this.#picture.body.setDataComing(coming);
	}

	setDoubleClickZoom(on: boolean): void {
		this.#doubleClickZoom = on;
		this.#context.stage?.setDoubleClickZoom(on);
	}

	whenReady(): Promise<RenderState> {
		return this.#report.whenReady();
	}

	dispose(): void {
		if (this.#disposed) return;
		this.#disposed = true;
		this.#abort.abort();
		this.#stopPointer();
		this.#motion.dispose();
		this.#events.clear();
		this.#picture.dispose();
		this.#context.dispose();
		this.#picture.clear();
		this.#report.dispose();
	}

	#createMotion(): CameraMotion {
		return new CameraMotion({
			container: this.#container,
			slice: () => this.#part?.slice,
			fps: this.#options.fps,
			frame: this.#frame,
			camera: this.#options.camera,
			reducedMotion: this.#reducedMotion,
			positionOf: (target) => this.#positionOf(target),
			moveOthers: () => this.#picture.drawMovers(),
			onMoved: (camera) => this.#moved(camera),
			onSettled: (camera) => {
				this.#picture.updateLayers();
				this.#events.emit('camera', camera, true);
			}
		});
	}

	#createContext(): ContextKeeper {
		return new ContextKeeper({
			container: this.#container,
			stageOptions: () => this.#stageOptions(),
			onReady: (stage, quality) => {
				this.#picture.attach(stage, quality);
				this.#motion.animate();
			},
			onStrike: () => this.#picture.detach(),
			onLost: () => this.#report.publish('loading'),
			onTrouble: (trouble) => {
				if (trouble) this.#report.publish('error');
				this.#events.emit('trouble', trouble);
			}
		});
	}

	#watchPointer(): () => void {
		return watchPointer(this.#container, {
			hover: createHover({
				pick: (x, y) => (this.#motion.flying ? undefined : this.pick(x, y)),
				canvas: () => this.#context.stage?.canvas,
				onHover: (pick, at) => this.#events.emit('hover', pick, at),
				onPoint: (at) => this.#events.emit('point', at)
			}),
			click: (at) => this.#events.emit('click', this.pick(at.x, at.y), at)
		});
	}

	#stageOptions(): Omit<StageOptions, 'container' | 'onReady' | 'onLost' | 'onRefused'> {
		return {
			slice: this.#part?.slice,
			pixelRatio: this.#options.pixelRatio,
			reducedMotion: this.#reducedMotion,
			antialias: !this.#software,
			doubleClickZoom: this.#doubleClickZoom,
			viewState: this.#motion.deckView,
			onViewState: (view, interaction) => this.#motion.steer(view, interaction),
			onResize: () => {
				this.#context.stage?.setViewState(this.#motion.deckView);
				this.#picture.updateLayers();
			},
			onDrawn: () => {
				this.#picture.drawn();
				this.#events.emit('drawn');
			}
		};
	}

	#moved(camera: Camera): void {
		this.#context.stage?.setViewState(this.#motion.deckView);
		this.#picture.moved();
		this.#events.emit('camera', camera, false);
	}

	#firstView(): Camera {
		const { clientWidth: width, clientHeight: height } = this.#container;
		return firstView(this.#options.city, this.#part?.slice ?? { width, height });
	}

	#positionOf(target: MoverTarget): [lng: number, lat: number] | undefined {
		const state = this.#picture.movers.stateOf(target);
		if (!state) return undefined;
		const [lng, lat] = this.#frame.local.toLngLat(state.x, state.y, 0);
		return [lng, lat];
	}
}

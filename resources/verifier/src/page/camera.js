/** The telephone's own camera, pointed at a code until one is read. */

const WIDEST = 1_280;
const PAUSE = 60;

export class Camera {
  /** `video` is the element to show it in; `found(texts, since)` answers whether that was what it is for. */
  constructor({ reader, video, found }) {
    this.reader = reader;
    this.video = video;
    this.found = found;
    this.stream = null;
    this.canvas = document.createElement("canvas");
  }

  static get isThere() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /** Asks for the camera and begins. Rejects with what the browser says where there is none, or nobody allows it. */
  async start() {
    const wanted = { facingMode: "environment", width: { ideal: WIDEST }, height: { ideal: 720 } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    this.stream = stream;
    this.video.srcObject = stream;
    await this.video.play();
    this.#look();
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  get hasLight() {
    return Boolean(this.#track?.getCapabilities?.().torch);
  }

  light(on) {
    return this.#track?.applyConstraints({ advanced: [{ torch: on }] });
  }

  get #track() {
    return this.stream?.getVideoTracks()[0];
  }

  async #look() {
    const stream = this.stream;
    while (stream && this.stream === stream) {
      const since = performance.now();
      const image = this.#frame();
      const texts = image ? await this.reader.read(image, { square: true }) : [];
      if (this.stream !== stream || (texts.length && this.found(texts, since))) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  #frame() {
    const { videoWidth, videoHeight } = this.video;
    if (!videoWidth) return null;
    const scale = Math.min(1, WIDEST / videoWidth);
    const size = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    [this.canvas.width, this.canvas.height] = size;
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(this.video, 0, 0, ...size);
    return context.getImageData(0, 0, ...size);
  }
}

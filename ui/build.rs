//! Says clearly what to run when the styles and scripts have not been built yet.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=dist");
    if !std::path::Path::new("dist/opora.css").exists() {
        println!(
            "cargo::error=ui/dist is missing: run bin/ui (it needs Node.js 20 or newer with npm)"
        );
    }
}
